package io.fengsui.hub.device;

import io.fengsui.hub.bus.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * When a device was heard, is to be heard again, and counts as silent: what supervision asks of
 * {@link DeviceHealth}. Thread-safe; answers from memory.
 */
@Component
public final class Hearing {

  private final DeviceHealth health;

  /** Listens with an ear. */
  public Hearing(DeviceHealth health) {
    this.health = health;
  }

  /**
   * By when the next report of a device is expected: half as late again as is its habit, where that
   * is known; empty if it was never heard or need not report.
   */
  public Optional<Instant> expectedBy(Device device) {
    Track track = health.tracks().get(device.id());
    Heard heard = track == null ? null : track.heard();
    if (track == null
        || heard == null
        || HealthRules.deadline(device, heard, health.up(device)) == null) {
      return Optional.empty();
    }
    Duration limit = device.supervision().silentAfter();
    Duration usual =
        track.habit().usual().map(habit -> habit.multipliedBy(3).dividedBy(2)).orElse(limit);
    return Optional.of(heard.at().plus(usual.compareTo(limit) < 0 ? usual : limit));
  }

  /**
   * From when on a device that says nothing counts as silent; empty if it does not, since it was
   * never heard, is bypassed or retired.
   */
  public Optional<Instant> silentFrom(Device device) {
    Heard heard = heard(device);
    return heard == null
        ? Optional.empty()
        : Optional.ofNullable(HealthRules.deadline(device, heard, health.up(device)));
  }

  /** Since when nothing was heard of a device while it could have been; empty if it never was. */
  public Optional<Instant> quietSince(Device device) {
    Heard heard = heard(device);
    var up = health.up(device);
    return heard == null
        ? Optional.empty()
        : Optional.of(heard.at().isBefore(up.listening()) ? up.ready() : heard.at());
  }

  /** Since when a device is heard without a break; empty if it was never heard. */
  public Optional<Instant> unbrokenSince(Device device) {
    Heard heard = heard(device);
    return heard == null ? Optional.empty() : Optional.of(heard.unbrokenSince());
  }

  /** The time that goes for a device. */
  public Instant now(Device device) {
    return health.now(device);
  }

  /** The time of a lane. */
  public Instant now(Lane lane) {
    return health.bus().now(lane);
  }

  /** The latest of the lanes' times. */
  public Instant latest() {
    Instant life = now(Lane.LIFE_SAFETY);
    Instant telemetry = now(Lane.TELEMETRY);
    return life.isAfter(telemetry) ? life : telemetry;
  }

  private @Nullable Heard heard(Device device) {
    Track track = health.tracks().get(device.id());
    return track == null ? null : track.heard();
  }
}
