package io.fengsui.adapter.coap;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Secret;
import io.fengsui.adapter.Stranger;
import io.fengsui.adapter.Uplink;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.jspecify.annotations.Nullable;

/**
 * Says who speaks, by a token, the key of a DTLS session, or an address in a payload. Thread-safe.
 */
final class Doorman {

  private static final int MAX_IDENTITY = 128;

  private final Uplink uplink;

  Doorman(Uplink uplink) {
    this.uplink = uplink;
  }

  /** Whom a token of the form {@code <device>:<secret>} or {@code <device>.<secret>} proves. */
  Optional<DeviceId> byToken(String token, @Nullable Principal session, InetSocketAddress from) {
    int end = token.indexOf(':');
    if (end < 0) {
      end = token.lastIndexOf('.');
    }
    String identity = token.substring(0, Math.max(end, 0));
    var claim = new Claim(identity, Secret.of(token.substring(end + 1)), from.getHostString());
    switch (uplink.admit(claim)) {
      case Admission.Admitted admitted -> {
        DeviceId device = admitted.device();
        if (session == null || byKey(session).filter(device::equals).isPresent()) {
          return Optional.of(device);
        }
        uplink.lost(null, Reason.NOT_ALLOWED, "a DTLS session of another device names " + device);
      }
      case Admission.Refused(var why) -> {
        boolean unknown = why == Admission.Why.UNKNOWN_DEVICE;
        if (unknown) {
          sighted(identity);
        }
        uplink.lost(
            null,
            unknown ? Reason.UNKNOWN_DEVICE : Reason.NOT_ALLOWED,
            "a token was refused: " + why);
      }
    }
    return Optional.empty();
  }

  /** Whom the key of a DTLS session proves; empty as soon as the device is retired. */
  Optional<DeviceId> byKey(@Nullable Principal session) {
    return session instanceof PreSharedKeyIdentity psk
        ? known(psk.getIdentity()).filter(device -> uplink.key(device).isPresent())
        : Optional.empty();
  }

  /** Who is registered with an address that a payload names and nothing proves. */
  Optional<DeviceId> byAddress(String address) {
    Optional<DeviceId> found = uplink.find(address);
    if (found.isEmpty()) {
      uplink.lost(null, Reason.UNKNOWN_DEVICE, "no device is registered with the address it names");
      sighted(address);
    }
    return found;
  }

  /** The key that a session with this identity must hold. */
  Optional<Secret> key(String identity) {
    Optional<Secret> key = known(identity).flatMap(uplink::key);
    if (key.isEmpty()) {
      uplink.lost(null, Reason.UNKNOWN_DEVICE, "a DTLS identity that nobody is registered with");
      sighted(identity);
    }
    return key;
  }

  /** An identity is the registered address or the device's id. */
  private Optional<DeviceId> known(String identity) {
    if (identity.length() > MAX_IDENTITY) {
      return Optional.empty();
    }
    return uplink
        .find(identity)
        .or(() -> Optional.of(identity).filter(DeviceId::isValid).map(DeviceId::new));
  }

  private void sighted(String address) {
    boolean printable = address.chars().allMatch(c -> c > ' ' && c <= '~');
    if (printable) {
      Stranger.of(null, address, Map.of()).ifPresent(uplink::sighted);
    }
  }
}
