package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Secret;
import io.fengsui.adapter.Stranger;
import io.fengsui.adapter.Uplink;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which device an endpoint name or a DTLS identity is: the one registered with it as its address,
 * or with the IMEI in it, or with it as its id. Thread-safe.
 */
final class Roster {

  private static final int MAX_NAME = 128;
  private static final Pattern IMEI =
      Pattern.compile("(?:urn:)?imei(?:-imsi)?:([0-9]{15})(?:-.*)?");

  private final Uplink uplink;
  private final boolean keyless;

  /**
   * @param keyless whether devices on the link have no keys; the id of one with an address is no
   *     other name of it then
   */
  Roster(Uplink uplink, boolean keyless) {
    this.uplink = uplink;
    this.keyless = keyless;
  }

  /** Empty as soon as the device is retired. */
  Optional<DeviceId> device(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      return Optional.empty();
    }
    return uplink
        .find(name)
        .or(() -> imei(name).flatMap(uplink::find))
        .or(
            () ->
                Optional.of(name)
                    .filter(id -> !keyless && DeviceId.isValid(id))
                    .map(DeviceId::new)
                    .filter(id -> uplink.key(id).isPresent()));
  }

  /** The key of who has an identity; told to operators if nobody has it. */
  Optional<Secret> key(String identity) {
    Optional<Secret> key = device(identity).flatMap(uplink::key);
    if (key.isEmpty()) {
      refuse(
          identity,
          Reason.UNKNOWN_DEVICE,
          "a DTLS identity that nobody is registered with",
          Map.of());
    }
    return key;
  }

  void refuse(String name, Reason reason, String detail, Map<String, String> description) {
    uplink.lost(null, reason, detail);
    boolean printable = name.chars().allMatch(c -> c > ' ' && c <= '~');
    if (printable && reason == Reason.UNKNOWN_DEVICE) {
      Stranger.of(null, imei(name).orElse(name), description).ifPresent(uplink::sighted);
    }
  }

  private static Optional<String> imei(String name) {
    Matcher matcher = IMEI.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
