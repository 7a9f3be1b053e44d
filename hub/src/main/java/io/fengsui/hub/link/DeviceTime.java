package io.fengsui.hub.link;

import io.fengsui.hub.device.LatePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Judges what devices say of the time: clocks stand still, jump and start at 1970. */
final class DeviceTime {

  private static final Duration FUTURE = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final LatePolicy late;
  private final long past;
  private final long future;

  /** What a device's time is worth. */
  enum Verdict {
    /** None given, or one of now. */
    GOOD,
    /** Long before the message came. */
    LATE,
    /** Cannot be; to be set aside. */
    IMPOSSIBLE
  }

  /**
   * @param tolerance how far before the hub's time a device's may lie; into the future at most five
   *     minutes
   */
  DeviceTime(InstantSource clock, Duration tolerance, LatePolicy late) {
    this.clock = clock;
    this.late = late;
    this.past = tolerance.toMillis();
    this.future = Math.min(past, FUTURE.toMillis());
  }

  /** Judges a message that comes now. */
  Verdict judge(@Nullable Instant observedAt) {
    return observedAt == null ? Verdict.GOOD : judge(observedAt, clock.instant());
  }

  /**
   * @param now when the message came
   */
  Verdict judge(@Nullable Instant observedAt, Instant now) {
    if (observedAt == null) {
      return Verdict.GOOD;
    }
    long second = observedAt.getEpochSecond();
    if (second < 0 || second > Integer.MAX_VALUE * 4L) {
      return Verdict.IMPOSSIBLE;
    }
    long ahead = observedAt.toEpochMilli() - now.toEpochMilli();
    if (ahead > future || -ahead > past) {
      return Verdict.IMPOSSIBLE;
    }
    return late.isLate(observedAt, now) ? Verdict.LATE : Verdict.GOOD;
  }
}
