package io.fengsui.rules.evaluation;

import java.time.Duration;
import java.time.Instant;

/**
 * Times and spans as nanoseconds in a {@code long}, which is what the engine keeps per reading.
 * What does not fit (before 1677, after 2262) becomes the nearest that does.
 */
public final class Nanos {

  /** Later than everything. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final long PER_SECOND = 1_000_000_000L;
  private static final long MAX_SECONDS = Long.MAX_VALUE / PER_SECOND - 1;

  private Nanos() {}

  /** Nanoseconds since 1970. */
  public static long of(Instant time) {
    return of(time.getEpochSecond(), time.getNano());
  }

  /** The span in nanoseconds. */
  public static long of(Duration span) {
    return of(span.toSeconds(), span.toNanosPart());
  }

  /** The time that {@link #of(Instant)} made {@code nanos} of. */
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, PER_SECOND), Math.floorMod(nanos, PER_SECOND));
  }

  /** The sum of a time and a span that is not negative, {@link #NEVER} at most. */
  public static long plus(long time, long span) {
    long sum = time + span;
    return sum < time ? NEVER : sum;
  }

  private static long of(long seconds, int nanos) {
    if (seconds > MAX_SECONDS) {
      return NEVER;
    }
    return seconds < -MAX_SECONDS ? Long.MIN_VALUE : seconds * PER_SECOND + nanos;
  }
}
