package io.fengsui.hub.device;

import io.fengsui.hub.bus.Lane;
import java.util.List;

/**
 * A kind of device, from {@code device-types.yaml}.
 *
 * @param key lower-case with hyphens, for instance {@code smoke-detector}
 * @param zh Chinese label
 * @param en English label
 * @param lane the bus lane it travels in
 * @param supervision the class a device gets unless told otherwise
 * @param metrics canonical names of what it usually reports, the telling ones first
 */
public record DeviceType(
    String key,
    String zh,
    String en,
    Lane lane,
    SupervisionClass supervision,
    List<String> metrics) {
  public DeviceType {
    metrics = List.copyOf(metrics);
  }
}
