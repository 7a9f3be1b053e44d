package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Stranger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a device is called by its link; no two devices in use have the same.
 *
 * @param link name of the link
 * @param parent the device it hangs on; null if it stands for itself
 * @param text as the protocol writes it; 1 to {@value Stranger#MAX_ADDRESS} characters
 */
record Address(String link, @Nullable DeviceId parent, String text) {

  /** The address of a device; its id where it has no other. */
  static Address of(Device device) {
    String text = Objects.requireNonNullElse(device.address(), device.id().value());
    return new Address(device.link(), device.parent(), text);
  }

  static boolean isValid(String text) {
    return !text.isEmpty() && text.length() <= Stranger.MAX_ADDRESS && !PlaceCheck.hasControl(text);
  }
}
