package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Uplink;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who is registered with an address, as one convention sees it: devices whose address names another
 * convention are nobody. Asked for each message, as {@link Uplink} wants it.
 *
 * @param hub the one of the connection that is up: what a convention learned outlives it
 * @param self who signed in and proved it, so that topics need not say who speaks; null behind a
 *     broker
 * @param naming makes an address that names the convention
 */
public record Registered(
    Supplier<Uplink> hub, @Nullable DeviceId self, UnaryOperator<String> naming) {

  /** Behind a broker, at one hub all the time, of whatever convention. */
  public Registered(Uplink uplink) {
    this(() -> uplink, null, UnaryOperator.identity());
  }

  /** Behind a broker. */
  public static Registered behindBroker(Supplier<Uplink> hub, ConventionName convention) {
    return new Registered(hub, null, convention::naming);
  }

  /** Of one that signed in. */
  public static Registered of(DeviceId self, Uplink hub, ConventionName convention) {
    return new Registered(() -> hub, self, convention::naming);
  }

  /** The device of the link with this address; whoever signed in is it, whatever the address. */
  public Optional<DeviceId> find(String address) {
    return self != null
        ? Optional.of(self)
        : hub.get().find(naming.apply(address)).or(() -> hub.get().find(address));
  }

  /** The device below a parent, and no other. */
  public Optional<DeviceId> below(DeviceId parent, String address) {
    return hub.get().find(parent, naming.apply(address)).or(() -> hub.get().find(parent, address));
  }

  /**
   * The device below a parent, or else the one of the link itself: a bridge need not be registered
   * for the devices behind it to be, unless it signed in.
   */
  public Optional<DeviceId> find(@Nullable DeviceId parent, String address) {
    Optional<DeviceId> below = parent == null ? Optional.empty() : below(parent, address);
    return below.isPresent() || self != null ? below : find(address);
  }
}
