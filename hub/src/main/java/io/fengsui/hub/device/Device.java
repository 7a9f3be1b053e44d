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

  /** The same device, heard under an installer's eyes. */
  Device proven(Instant at) {
    return new Device(
        id,
        type,
        name,
        link,
        parent,
        place,
        supervision,
        State.PROVEN,
        installer,
        registeredAt,
        at,
        null);
  }

  /** The same device, out of use for good. */
  Device retired(Instant at) {
    return new Device(
        id,
        type,
        name,
        link,
        parent,
        place,
        supervision,
        State.RETIRED,
        installer,
        registeredAt,
        provenAt,
        at);
  }

  /** A device's way through life. */
  public enum State {
    REGISTERED,
    PROVEN,
    IN_SERVICE,
    BYPASSED,
    RETIRED
  }
}
