package io.fengsui.hub.bus;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who may use the disk first: telemetry does not begin to write while life-safety does. It gives
 * way for a bounded time, so that it cannot starve. Thread-safe.
 */
final class Precedence {

  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition free = lock.newCondition();
  private volatile boolean taken;

  /** Life-safety has something to write. */
  void take() {
    taken = true;
  }

  /** Life-safety has written it. */
  void release() {
    lock.lock();
    try {
      taken = false;
      free.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Telemetry waits until life-safety has nothing to write, or for 10 ms. */
  void giveWay() {
    if (!taken) {
      return;
    }
    lock.lock();
    try {
      long nanos = PATIENCE;
      while (taken && nanos > 0) {
        nanos = free.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the writer of a lane", e);
    } finally {
      lock.unlock();
    }
  }
}
