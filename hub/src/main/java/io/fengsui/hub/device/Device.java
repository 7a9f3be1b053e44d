package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered device.
 *
 * @param link the link it is expected on, for instance {@code mqtt}
 * @param parent the gateway, recorder or loop controller it hangs on
 * @param place where it is
 * @param installer account that registered it
 */
public record Device(
    DeviceId id,
    DeviceType type,
    String name,
    String link,
    @Nullable DeviceId parent,
    Place place,
    SupervisionClass supervision,
    State state,
    String installer,
    Instant registeredAt,
    @Nullable Instant provenAt,
    @Nullable Instant retiredAt) {

  /** A device's way through life. */
  public enum State {
    REGISTERED,
    PROVEN,
    IN_SERVICE,
    BYPASSED,
    RETIRED
  }
}
