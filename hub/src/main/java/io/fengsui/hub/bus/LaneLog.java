package io.fengsui.hub.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What of a lane is in memory: the batch that appends gather in, the lane's clock, and what is
 * durable. One lock guards all three, so that a batch's stamp and the time told to readers are
 * decided in one order. Does no writing: that is {@link LaneWriter}'s.
 */
final class LaneLog {

  private static final long TOLD_OFF = 2;

  private final LaneClock clock;
  private final ClockFile told;
  private final LaneMeters meters;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Condition grown = lock.newCondition();
  // Guarded by the lock.
  private OpenBatch open = new OpenBatch();
  private int inFlight;
  private boolean writerWaits;
  private boolean closing;
  private boolean stepWaits;
  private @Nullable BusUnavailableException refusal;
  // Used by the writer only.
  private OpenBatch spare = new OpenBatch();
  // Written under the lock.
  private volatile Durable durable;

  LaneLog(LaneClock clock, ClockFile told, LaneMeters meters, Durable durable) {
    this.clock = clock;
    this.told = told;
    this.meters = meters;
    this.durable = durable;
    this.stepWaits = clock.stepDue();
  }

  /**
   * As {@link Bus#append}, with the record's body.
   *
   * @param after the record is stamped later than this
   */
  CompletionStage<Long> append(ByteWriter record, Instant after) throws InterruptedException {
    if (record.length() > BatchHeader.LARGEST_RECORD) {
      return CompletableFuture.failedFuture(new RecordTooLargeException(record.length()));
    }
    lock.lockInterruptibly();
    try {
      while (refusal == null && !closing && !open.hasRoom(record.length())) {
        room.await();
      }
      if (refusal != null) {
        meters.refused().increment();
        return CompletableFuture.failedFuture(refusal);
      }
      if (closing) {
        return CompletableFuture.failedFuture(new BusUnavailableException("the bus is closed"));
      }
      if (after.isAfter(Instant.EPOCH)) {
        clock.passes(after);
      }
      var settled = new CompletableFuture<Long>();
      open.add(record, settled);
      stepWaits = false;
      if (writerWaits) {
        writerWaits = false;
        arrived.signal();
      }
      return settled;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is something durable from the position on, or patience ends. */
  Horizon awaitBeyond(long position, Duration patience) throws InterruptedException {
    Durable seen = durable;
    if (seen.end() > position) {
      return new Horizon(seen, null);
    }
    long nanos = patience.toNanos();
    while (true) {
      long frontier;
      lock.lockInterruptibly();
      try {
        while (durable.end() <= position && nanos > 0 && !closing) {
          nanos = grown.awaitNanos(nanos);
        }
        if (durable.end() > position) {
          return new Horizon(durable, null);
        }
        frontier = closing ? clock.told() : clock.frontier(inFlight > 0);
        if (frontier <= told.horizon()) {
          clock.tell(frontier);
          return new Horizon(durable, LaneClock.instant(frontier));
        }
      } finally {
        lock.unlock();
      }
      told.extend(frontier); // a sync, so not under the lock
    }
  }

  /** Lets the clock look at the time, and makes room for what readers will be told. */
  void keepTime() {
    long now;
    lock.lock();
    try {
      now = clock.now();
    } finally {
      lock.unlock();
    }
    if (told.isLow(now)) {
      told.extend(now);
    }
  }

  /** Waits for work, at most for the given time. Writer only, as all below. */
  Work take(Duration patience) {
    lock.lock();
    try {
      writerWaits = true;
      pause(patience);
      writerWaits = false;
      if (closing && open.isEmpty()) {
        return new Work.End();
      }
      if (!stepWaits && clock.stepDue()) {
        return step();
      }
      if (open.isEmpty()) {
        return new Work.Idle();
      }
      OpenBatch batch = open;
      open = spare;
      inFlight = batch.count();
      room.signalAll();
      return new Work.Write(batch, durable.end(), clock.stamp());
    } finally {
      lock.unlock();
    }
  }

  /**
   * The marker that the lane's time steps, ahead of all that waits. A step over the time that the
   * hub was down waits for the first append: what was told while the disk refused is not in the
   * lane's files, and whoever marks the start knows it.
   */
  private Work step() {
    var marker = new OpenBatch();
    marker.add(EntryEncoder.resumed(LaneClock.instant(clock.latest())), new CompletableFuture<>());
    inFlight = marker.count();
    return new Work.Write(marker, durable.end(), clock.stampStep());
  }

  /** The batch is durable: readers may have it. */
  void written(OpenBatch batch, Durable now) {
    lock.lock();
    try {
      clock.kept(now.lastAt());
      durable = now;
      inFlight = 0;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
    batch.succeed(now.end() - batch.count());
    batch.clear();
    spare = batch;
  }

  /**
   * The disk refuses: fails the batch and all that waits, and everything that comes until {@link
   * #accept}.
   */
  void refuse(OpenBatch batch, BusUnavailableException why) {
    OpenBatch waiting;
    lock.lock();
    try {
      refusal = why;
      clock.lost();
      inFlight = 0;
      waiting = open;
      open = new OpenBatch();
      spare = new OpenBatch();
      room.signalAll();
    } finally {
      lock.unlock();
    }
    meters.refused().increment(batch.count() + (double) waiting.count());
    batch.fail(why);
    waiting.fail(why);
  }

  /** The disk takes data again. */
  void accept() {
    lock.lock();
    try {
      refusal = null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits before the next try; false once the lane closes. */
  boolean pauseBeforeRetry(Duration most) {
    return locked(
        () -> {
          pause(most);
          return !closing;
        });
  }

  /** Takes no more appends; those taken are still written. */
  void close() {
    lock.lock();
    try {
      closing = true;
      arrived.signalAll();
      room.signalAll();
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Durable durable() {
    return durable;
  }

  /** The lane's time, as its file holds it when nothing is told any more. */
  byte[] time() {
    return locked(() -> clock.record());
  }

  int queued() {
    return locked(() -> open.count() + inFlight);
  }

  boolean writable() {
    return locked(() -> refusal == null && !closing);
  }

  /** The lane's time at this moment; never waits. */
  Instant now() {
    return clock.glance();
  }

  /** As {@link LaneClock#ahead}. */
  Duration ahead() {
    return locked(() -> clock.ahead());
  }

  /** One sentence for operators. */
  String sentence() {
    lock.lock();
    try {
      if (refusal != null) {
        return String.valueOf(refusal.getMessage());
      }
      if (closing) {
        return "closed";
      }
      long off = clock.ahead().toSeconds();
      return Math.abs(off) <= TOLD_OFF
          ? "taking messages"
          : "taking messages; its time is %d s %s the system clock, which was set, and comes nearer by 36 s an hour"
              .formatted(Math.abs(off), off > 0 ? "ahead of" : "behind");
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for an append, for the end, or for the given time. Nothing is open while it is called.
   */
  private void pause(Duration most) {
    try {
      long nanos = most.toNanos();
      while (nanos > 0 && open.isEmpty() && !closing) {
        nanos = arrived.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the writer of a lane", e);
    }
  }
}
