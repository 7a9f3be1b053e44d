package io.fengsui.simulator.gb26875;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One thread that carries the bytes of many connections and rings their timers. What it is given is
 * done on that thread; nothing that is done there may block.
 */
public final class Cable implements AutoCloseable {
  private static final int READ = 64 * 1024;

  /** Something that is due once. */
  static final class Timer implements Comparable<Timer> {
    private final long due;
    private final Runnable task;
    private boolean cancelled;

    private Timer(long due, Runnable task) {
      this.due = due;
      this.task = task;
    }

    void cancel() {
      cancelled = true;
    }

    @Override
    public int compareTo(Timer other) {
      return Long.signum(due - other.due);
    }
  }

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(READ);
  private final Thread thread;
  private volatile boolean closed;

  /** Starts the thread. */
  public Cable(String name) {
    try {
      selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** Does something soon; nothing any more once this is closed. From any thread. */
  void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Does something later. On this thread. */
  Timer later(Duration pause, Runnable task) {
    var timer = new Timer(System.nanoTime() + pause.toNanos(), task);
    timers.add(timer);
    return timer;
  }

  /** Begins to connect, or to send datagrams. On this thread. */
  void connect(Wire wire, InetSocketAddress server, boolean udp) {
    if (udp) {
      wire.aim(selector, server);
    } else {
      wire.connect(selector, server);
    }
  }

  /** Ends the thread and closes all connections. */
  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector) {
      while (!closed) {
        long wait = untilNext();
        if (wait == 0) {
          selector.selectNow();
        } else {
          selector.select(wait);
        }
        for (var key : selector.selectedKeys()) {
          if (key.attachment() instanceof Wire wire) {
            wire.ready(incoming);
          }
        }
        selector.selectedKeys().clear();
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        ring();
      }
      for (var key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Milliseconds, 0 = something is due. */
  private long untilNext() {
    while (!timers.isEmpty() && timers.element().cancelled) {
      timers.remove();
    }
    if (!tasks.isEmpty()) {
      return 0;
    }
    if (timers.isEmpty()) {
      return 1000;
    }
    long nanos = timers.element().due - System.nanoTime();
    return nanos <= 0 ? 0 : Math.min(1000, nanos / 1_000_000 + 1);
  }

  private void ring() {
    long now = System.nanoTime();
    while (!timers.isEmpty() && timers.element().due - now <= 0) {
      var timer = timers.remove();
      if (!timer.cancelled) {
        timer.task.run();
      }
    }
  }
}
