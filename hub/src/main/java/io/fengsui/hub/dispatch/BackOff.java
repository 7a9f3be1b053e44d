package io.fengsui.hub.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: 1 s after the first, then twice as long each time up to
 * 5 min, and up to a fifth more or less so that receivers are not met by everybody at once.
 */
record BackOff(RandomGenerator random) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int DOUBLINGS = 9;

  Duration after(int attempts) {
    Duration doubled = SHORTEST.multipliedBy(1L << Math.clamp(attempts - 1L, 0, DOUBLINGS));
    Duration base = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return Duration.ofMillis((long) (base.toMillis() * random.nextDouble(0.8, 1.2)));
  }
}
