package io.fengsui.hub.rules;

import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Value;
import io.fengsui.rules.Position;
import io.fengsui.rules.Readings;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules see of a message. The same readings are filled again for each message: the engine does
 * not keep them. Used by one thread.
 */
final class Unpacking {
  private static final Set<String> OVER = Set.of("cleared", "restored", "ended");

  private final Readings readings = new Readings();

  Readings of(Telemetry telemetry) {
    readings.clear();
    telemetry.readings().forEach(this::put);
    return readings;
  }

  /**
   * The details, and the type as a flag if the vocabulary has such a flag: on, unless the
   * occurrence says in {@code state} that it is over.
   */
  Readings of(Occurrence occurrence) {
    readings.clear();
    Map<String, Value> details = occurrence.details();
    details.forEach(this::put);
    String type = occurrence.type();
    boolean flag =
        Metrics.find(type).filter(metric -> metric.kind() == Metrics.Kind.FLAG).isPresent();
    if (flag && !details.containsKey(type)) {
      Value state = details.get("state");
      readings.flag(type, !isOver(state == null ? details.get("ext.state") : state));
    }
    return readings;
  }

  private static boolean isOver(@Nullable Value state) {
    return state instanceof Value.Text(String text) && OVER.contains(text);
  }

  private void put(String metric, Value value) {
    switch (value) {
      case Value.Quantity(double amount, _) -> readings.number(metric, amount);
      case Value.Flag(boolean on) -> readings.flag(metric, on);
      case Value.Text(String text) -> readings.text(metric, text);
      case Value.Position(double latitude, double longitude, _) ->
          readings.position(metric, new Position(latitude, longitude));
    }
  }
}
