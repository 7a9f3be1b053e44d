package io.fengsui.simulator.scenario;

import java.time.Duration;
import java.util.Map;

/**
 * What the devices of one type do.
 *
 * @param type the hub's device type
 * @param label what people call it, last part of a device's name
 * @param shortest shortest time between two reports
 * @param longest longest time between two reports
 * @param supervision class such as {@code 90s}; empty = that of the type
 * @param values curve by metric
 */
public record Kind(
    String type,
    String label,
    Duration shortest,
    Duration longest,
    String supervision,
    Map<String, Curve> values) {
  public Kind {
    values = Map.copyOf(values);
  }
}
