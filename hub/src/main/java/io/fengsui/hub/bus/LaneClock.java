package io.fengsui.hub.bus;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * The time of one lane: it runs as fast as time passes and never goes back, not even over a
 * restart, whatever is done to the wall clock. Not thread-safe: the lane guards it.
 *
 * <p>It is led to the wall clock by one hundredth of the time that passes. When the wall clock is
 * more than five seconds ahead – it was set, or the process or the machine stood still – the lane
 * has lost time that nobody lived through, and steps: see {@link #stepDue}. A wall clock that went
 * back is waited for, at that hundredth.
 *
 * <p>Counted in nanoseconds since 1970.
 */
final class LaneClock implements AutoCloseable {

  private static final long SECOND = 1_000_000_000L;
  private static final long LAST_SECOND = Long.MAX_VALUE / SECOND - 1;
  private static final long STEP = 5 * SECOND;
  private static final long SLEW = 100;

  private final BusTime time;
  private final ClockFile file;
  private final long gap;
  private long ticked;
  private long now;
  // The newest stamp or told time, and what that was before the stamp that is being written.
  private long latest;
  private long before;
  private long told;
  private volatile Moment moment;

  /** What the lane's time was, and the ticks then. */
  private record Moment(long now, long ticks) {}

  /**
   * @param lastStamp of the newest batch that is kept
   */
  LaneClock(BusTime time, ClockFile file, long lastStamp) {
    this.time = time;
    this.file = file;
    gap = time.gap().toNanos();
    ticked = time.ticks().nanos();
    told = file.found();
    latest = Math.max(told, lastStamp);
    before = latest;
    long ahead = wall() - latest;
    now = latest == 0 || (ahead > 0 && ahead <= STEP) ? wall() : latest;
    moment = new Moment(now, ticked);
  }

  /** The lane's time at this moment, near enough to be shown. Any thread, without the lock. */
  Instant glance() {
    Moment last = moment;
    long elapsed = Math.max(0, time.ticks().nanos() - last.ticks());
    return instant(last.now() + (elapsed > gap ? 0 : elapsed));
  }

  /** The lane's time at this moment. */
  long now() {
    advance();
    return now;
  }

  /** The time of the next batch: later than all stamped and told before. */
  long stamp() {
    advance();
    before = latest;
    latest = Math.max(now, latest + 1);
    now = latest;
    return latest;
  }

  /** The newest stamp or told time. */
  long latest() {
    return latest;
  }

  /** Whether the wall clock is so far ahead that the lane's time must step to it. */
  boolean stepDue() {
    advance();
    return wall() - now > STEP;
  }

  /** The time of the batch that marks the step; the lane steps when it is {@link #kept}. */
  long stampStep() {
    before = latest;
    latest = Math.max(wall(), latest + 1);
    return latest;
  }

  /** The batch with the stamp is durable. */
  void kept(long stamp) {
    now = Math.max(now, stamp);
    before = latest;
    moment = new Moment(now, ticked);
  }

  /** Nothing remains of the batch that was stamped last. */
  void lost() {
    latest = before;
  }

  /** Makes the next stamp later than this. */
  void passes(Instant instant) {
    now = Math.max(now, nanos(instant));
    latest = Math.max(latest, nanos(instant));
    moment = new Moment(now, ticked);
  }

  /**
   * A time that no later stamp will reach.
   *
   * @param inFlight whether the newest stamp's batch is not yet durable
   */
  long frontier(boolean inFlight) {
    advance();
    return inFlight ? Math.max(told, before) : Math.max(now, latest);
  }

  /** Notes that a reader is told this frontier. */
  void tell(long frontier) {
    if (frontier > told) {
      file.tell(frontier);
      told = frontier;
    }
    latest = Math.max(latest, frontier);
  }

  /** The last frontier that was told. */
  long told() {
    return told;
  }

  /** What its file holds when nothing is told any more. */
  byte[] record() {
    return ClockFile.content(latest);
  }

  /** How far the lane's time is ahead of the wall clock; negative if behind. */
  Duration ahead() {
    advance();
    return Duration.ofNanos(now - wall());
  }

  @Override
  public void close() throws IOException {
    file.close(told);
    file.close();
  }

  static long nanos(Instant instant) {
    long second = Math.clamp(instant.getEpochSecond(), 0, LAST_SECOND);
    return second * SECOND + instant.getNano();
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
  }

  private void advance() {
    long ticks = time.ticks().nanos();
    long elapsed = Math.max(0, ticks - ticked);
    ticked = ticks;
    if (elapsed <= gap) { // else nobody looked: the process stood still, and lived through nothing
      long off = wall() - now - elapsed;
      long led = off > STEP ? 0 : Math.clamp(off, -elapsed / SLEW, elapsed / SLEW);
      now += elapsed + led;
    }
    moment = new Moment(now, ticked);
  }

  private long wall() {
    return nanos(time.wall().instant());
  }
}
