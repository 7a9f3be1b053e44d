package io.fengsui.hub.rules;

import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Value;
import io.fengsui.rules.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What rules see of a message. One map is filled again for each message: the engine does not keep
 * it. Used by one thread.
 */
final class Readings {
  private static final Set<String> OVER = Set.of("cleared", "restored", "ended");

  private final Map<String, Object> values = new HashMap<>();

  Map<String, Object> of(Telemetry telemetry) {
    values.clear();
    telemetry.readings().forEach(this::put);
    return values;
  }

  /**
   * The details, and the type as a flag if the vocabulary has such a flag: on, unless the
   * occurrence says in {@code state} that it is over.
   */
  Map<String, Object> of(Occurrence occurrence) {
    values.clear();
    occurrence.details().forEach(this::put);
    boolean flag =
        Metrics.find(occurrence.type())
            .filter(metric -> metric.kind() == Metrics.Kind.FLAG)
            .isPresent();
    if (flag) {
      Object state = values.getOrDefault("state", values.getOrDefault("ext.state", "raised"));
      values.putIfAbsent(occurrence.type(), !OVER.contains(state));
    }
    return values;
  }

  private void put(String metric, Value value) {
    switch (value) {
      case Value.Quantity(double amount, _) -> values.put(metric, amount);
      case Value.Flag(boolean on) -> values.put(metric, on);
      case Value.Text(String text) -> values.put(metric, text);
      case Value.Position(double latitude, double longitude, _) ->
          values.put(metric, new Position(latitude, longitude));
    }
  }
}
