package io.fengsui.adapter.coap;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Requests that wait for their receipts, bounded. One that waits long is acknowledged, so that the
 * device stops repeating it; its answer follows as a separate response. Thread-safe.
 */
final class Answers {

  /** Less than CoAP's first time-out of two seconds. */
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(750);

  private final int limit;
  private final LongSupplier nanoTime;
  private final AtomicInteger unsettled = new AtomicInteger();
  private final Queue<Answer> waiting = new ConcurrentLinkedQueue<>();

  Answers(int limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /** Whether so many more messages may be handed over; if so they are counted. */
  boolean admits(int messages) {
    if (unsettled.addAndGet(messages) <= limit) {
      return true;
    }
    unsettled.addAndGet(-messages);
    return false;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  void waits(Answer answer) {
    waiting.add(answer);
  }

  void settled() {
    unsettled.decrementAndGet();
  }

  /** Called a few times a second; never by two threads at once. */
  void acknowledgeLate() {
    Answer oldest;
    while ((oldest = waiting.peek()) != null
        && (oldest.isGiven() || now() - oldest.since() > PATIENCE)) {
      waiting.poll();
      oldest.acknowledge();
    }
  }
}
