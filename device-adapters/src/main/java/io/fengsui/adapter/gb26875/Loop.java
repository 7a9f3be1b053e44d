package io.fengsui.adapter.gb26875;

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
 * What the connections of one event loop share: the budget of unsettled frames and the list of
 * those that have settled. All but {@link #settled} and {@link #run} is confined to the loop.
 */
final class Loop {

  private static final long SWEEP_MILLIS = 500;

  private final EventLoop thread;
  private final int budget;
  private final Set<Connection> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private final ArrayDeque<Connection> waiting = new ArrayDeque<>();
  private final Queue<Delivery> settled = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean draining = new AtomicBoolean();
  private int unsettled;

  Loop(EventLoop thread, int budget) {
    this.thread = thread;
    this.budget = budget;
    thread.scheduleAtFixedRate(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Any thread. Once the link stops nothing is left to do, so the task is let go. */
  void run(Runnable task) {
    if (!thread.isShuttingDown()) {
      thread.execute(task);
    }
  }

  /** The same, later. */
  void later(Runnable task, long millis) {
    if (!thread.isShuttingDown()) {
      thread.schedule(task, millis, TimeUnit.MILLISECONDS);
    }
  }

  void opened(Connection connection) {
    open.add(connection);
  }

  void closed(Connection connection) {
    open.remove(connection);
  }

  /** Whether the link has all the unsettled frames it may have. */
  boolean isFull() {
    return unsettled >= budget;
  }

  void delivering() {
    unsettled++;
  }

  /** Calls {@link Connection#resume} when there is room again. */
  void awaitRoom(Connection connection) {
    waiting.add(connection);
  }

  /** A frame's receipts are all there. Any thread; the loop is woken once for many. */
  void settled(Delivery delivery) {
    settled.add(delivery);
    if (draining.compareAndSet(false, true)) {
      run(this::drain);
    }
  }

  private void drain() {
    draining.set(false);
    Delivery next;
    while ((next = settled.poll()) != null) {
      unsettled--;
      next.finish();
    }
    Connection waits;
    while (!isFull() && (waits = waiting.poll()) != null) {
      waits.resume();
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    for (Connection each : Set.copyOf(open)) {
      each.look(now);
    }
  }
}
