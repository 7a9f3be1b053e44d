package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Uplink;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is registered with an address. Asked for each message, as {@link Uplink} wants it. */
public record Registered(Uplink uplink) {

  /** The device of the link with this address. */
  public Optional<DeviceId> find(String address) {
    return uplink.find(address);
  }

  /**
   * The device below a parent, or else the one of the link itself: a bridge need not be registered
   * for the devices behind it to be.
   */
  public Optional<DeviceId> find(@Nullable DeviceId parent, String address) {
    Optional<DeviceId> below = parent == null ? Optional.empty() : uplink.find(parent, address);
    return below.isPresent() ? below : uplink.find(address);
  }
}
