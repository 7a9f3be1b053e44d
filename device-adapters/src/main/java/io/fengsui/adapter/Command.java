package io.fengsui.adapter;

import java.time.Instant;
import java.util.Map;

/**
 * An order to a device.
 *
 * @param id unique; repeated to the device so that it can tell a repetition
 * @param name for instance {@code mute} or {@code self-test}
 * @param deadline when the caller stops waiting
 */
public record Command(
    String id, DeviceId device, String name, Map<String, Value> arguments, Instant deadline) {
  public Command {
    arguments = Map.copyOf(arguments);
  }
}
