package io.fengsui.hub.proving;

import io.fengsui.hub.device.Device;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device that somebody took out of supervision.
 *
 * @param until when it must be back; nobody brings it back by itself, but it is told that it is
 *     overdue
 * @param before the device's state before
 * @param endedAt null while it lasts
 */
public record Bypass(
    long id,
    String device,
    String why,
    String person,
    Instant since,
    Instant until,
    Device.State before,
    @Nullable Instant endedAt,
    @Nullable String endedBy) {

  /** Whether it should have ended. */
  public boolean isOverdue(Instant now) {
    return endedAt == null && now.isAfter(until);
  }
}
