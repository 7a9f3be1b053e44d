package io.fengsui.hub.store;

import io.fengsui.hub.bus.Entry;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that a record's readings have in the history, in nanoseconds since 1970: the device's
 * own when it told one that is not far ahead; else the millisecond in which the bus took the
 * record, and in it the record's position, so that two records of one batch, which share a stamp,
 * stay two points. It depends on the record alone, so writing a record again gives the same points.
 */
public final class ReadingTime {

  /** How far ahead of the bus a device's time may be; more is no time but a wrong clock. */
  public static final Duration AHEAD = Duration.ofMinutes(5);

  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final long FARTHEST = Long.MAX_VALUE / SECOND - 3600;

  private ReadingTime() {}

  /** Of a record. */
  public static long of(Entry.Heard heard) {
    Instant observed = heard.message().observedAt();
    long at = nanos(heard.at());
    if (observed != null && nanos(observed) - at <= AHEAD.toNanos()) {
      return nanos(observed);
    }
    return at - Math.floorMod(at, MILLI) + heard.position() % MILLI;
  }

  /** An instant; those before 1970 and beyond the year 2262 are moved to the edge. */
  public static long nanos(Instant instant) {
    long second = Math.clamp(instant.getEpochSecond(), 0, FARTHEST);
    return second * SECOND + instant.getNano();
  }

  /** What {@link #nanos} took apart. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }
}
