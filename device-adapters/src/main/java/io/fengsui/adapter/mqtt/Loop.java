package io.fengsui.adapter.mqtt;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the connections of one event loop share: the codec, the budget of unsettled messages, and
 * the list of connections that have receipts to answer. All but {@link #settled} is confined to the
 * loop's thread.
 */
final class Loop {

  private final EventLoop thread;
  private final int budget;
  private final MqttCodec codec = new MqttCodec();
  private final Set<Connection> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Connections that may not deliver until receipts have settled. Each is in it at most once. */
  private final ArrayDeque<Connection> waiting = new ArrayDeque<>();

  /** Connections with settled receipts. Each is in it at most once. */
  private final Queue<Connection> answerable = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean draining = new AtomicBoolean();
  private int unsettled;

  Loop(EventLoop thread, int budget) {
    this.thread = thread;
    this.budget = budget;
    thread.scheduleAtFixedRate(this::sweep, 1, 1, TimeUnit.SECONDS);
  }

  MqttCodec codec() {
    return codec;
  }

  /** Any thread. Once the link stops nothing is left to do, so the task is let go. */
  void run(Runnable task) {
    if (!thread.isShuttingDown()) {
      thread.execute(task);
    }
  }

  void opened(Connection connection) {
    open.add(connection);
  }

  void closed(Connection connection) {
    open.remove(connection);
  }

  /** Whether the link has all the unsettled messages it may have. */
  boolean isFull() {
    return unsettled >= budget;
  }

  void delivering(int weight) {
    unsettled += weight;
  }

  void answered(int weight) {
    unsettled -= weight;
  }

  /** Calls {@link Connection#resume} when there is room again. */
  void awaitRoom(Connection connection) {
    waiting.add(connection);
  }

  /**
   * Says that the connection has receipts to answer. Any thread, mostly the hub's writer, which
   * settles many at once: the loop is woken once for all of them.
   */
  void settled(Connection connection) {
    answerable.add(connection);
    if (draining.compareAndSet(false, true)) {
      run(this::drain);
    }
  }

  private void drain() {
    draining.set(false);
    Connection next;
    while ((next = answerable.poll()) != null) {
      next.answer();
    }
    while (!isFull() && (next = waiting.poll()) != null) {
      next.resume();
    }
  }

  private void sweep() {
    open.forEach(Connection::secondPassed);
  }
}
