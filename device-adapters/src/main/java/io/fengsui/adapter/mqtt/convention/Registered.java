package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Uplink;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is registered with an address. Asked for each message, as {@link Uplink} wants it.
 *
 * @param hub the one of the connection that is up: what a convention learned outlives it
 */
public record Registered(Supplier<Uplink> hub) {

  /** At one hub all the time. */
  public Registered(Uplink uplink) {
    this(() -> uplink);
  }

  /** The device of the link with this address. */
  public Optional<DeviceId> find(String address) {
    return hub.get().find(address);
  }

  /** The device below a parent, and no other. */
  public Optional<DeviceId> below(DeviceId parent, String address) {
    return hub.get().find(parent, address);
  }

  /**
   * The device below a parent, or else the one of the link itself: a bridge need not be registered
   * for the devices behind it to be.
   */
  public Optional<DeviceId> find(@Nullable DeviceId parent, String address) {
    Optional<DeviceId> below = parent == null ? Optional.empty() : below(parent, address);
    return below.isPresent() ? below : find(address);
  }
}
