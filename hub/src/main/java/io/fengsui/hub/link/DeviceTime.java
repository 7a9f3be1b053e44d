package io.fengsui.hub.link;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Judges what devices say of the time: clocks stand still, jump and start at 1970. */
final class DeviceTime {

  private static final Duration FUTURE = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final long past;
  private final long future;

  /**
   * @param tolerance how far from the hub's time a device's may lie; into the future at most five
   *     minutes
   */
  DeviceTime(InstantSource clock, Duration tolerance) {
    this.clock = clock;
    this.past = tolerance.toMillis();
    this.future = Math.min(past, FUTURE.toMillis());
  }

  boolean isPlausible(@Nullable Instant observedAt) {
    if (observedAt == null) {
      return true;
    }
    long second = observedAt.getEpochSecond();
    if (second < 0 || second > Integer.MAX_VALUE * 4L) {
      return false;
    }
    long ahead = observedAt.toEpochMilli() - clock.millis();
    return ahead <= future && -ahead <= past;
  }

  /** The message without its time. */
  static DeviceMessage setAside(DeviceMessage message) {
    return switch (message) {
      case Telemetry m -> new Telemetry(m.device(), null, m.readings());
      case Occurrence m -> new Occurrence(m.device(), null, m.type(), m.details());
      case Presence m -> new Presence(m.device(), null, m.online(), m.description());
    };
  }
}
