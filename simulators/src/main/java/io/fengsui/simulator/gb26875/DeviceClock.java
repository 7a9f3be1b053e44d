package io.fengsui.simulator.gb26875;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** What a transmitter's clock shows: China's time, until the centre sets it. */
final class DeviceClock {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final InstantSource source;
  private volatile Duration off = Duration.ZERO;

  DeviceClock(InstantSource source) {
    this.source = source;
  }

  LocalDateTime now() {
    return at(source.millis());
  }

  /** What it shows at a moment, in milliseconds since 1970. */
  LocalDateTime at(long millis) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis).plus(off), ZONE);
  }

  void set(LocalDateTime time) {
    off = Duration.between(source.instant(), time.atZone(ZONE).toInstant());
  }
}
