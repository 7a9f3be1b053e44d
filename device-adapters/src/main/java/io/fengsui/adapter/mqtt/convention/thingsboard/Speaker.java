package io.fengsui.adapter.mqtt.convention.thingsboard;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.mqtt.convention.Registered;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose topics these are: {@code me}, or the gateway.
 *
 * @param device null if that is not known, as of a gateway behind a broker
 * @param prefix what the broker put before the topic, with a slash; else empty
 * @param connected whether the device itself signed in, so that it speaks for its children only
 */
record Speaker(@Nullable DeviceId device, String prefix, boolean connected) {

  /** Somebody whom the speaker calls by a name. */
  Optional<DeviceId> child(Registered registered, String name) {
    if (device == null) {
      return registered.find(name);
    }
    return connected ? registered.below(device, name) : registered.find(device, name);
  }
}
