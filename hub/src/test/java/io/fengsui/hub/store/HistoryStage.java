package io.fengsui.hub.store;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words to speak of a history in tests. */
abstract class HistoryStage {

  protected static final Lane LANE = Lane.TELEMETRY;
  protected static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  protected static final Span DAY =
      new Span(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-02T00:00:00Z"));

  private long position;

  /** What a device said, the next record of its lane. */
  protected Entry.Heard said(
      String device, Instant at, @Nullable Instant observed, Map<String, Value> readings) {
    return new Entry.Heard(
        position++, at, "mqtt", new Telemetry(new DeviceId(device), observed, readings));
  }

  /** A temperature without a time of its own. */
  protected Entry.Heard degrees(String device, Instant at, double amount) {
    return said(device, at, null, Map.of("temperature", new Quantity(amount, "Cel")));
  }

  protected static Series temperature(String device) {
    return new Series(device, "temperature");
  }

  protected static Instant noonPlus(Duration duration) {
    return NOON.plus(duration);
  }

  protected static void keep(HistoryStore store, Lane lane, List<Entry.Heard> records)
      throws Exception {
    try (Intake intake = store.intake(lane)) {
      for (Entry.Heard record : records) {
        intake.add(record);
      }
      intake.commit();
    }
  }

  protected static List<Double> amounts(List<Point> points) {
    return points.stream().map(point -> ((Quantity) point.value()).amount()).toList();
  }

  /** Everything of a selection, one line a point. */
  protected static List<String> lines(HistoryStore store, Selection selection) throws Exception {
    List<String> lines = new ArrayList<>();
    store.scan(
        selection,
        (device, metric, point) ->
            lines.add("%s %s %s %s".formatted(point.at(), device, metric, text(point.value()))));
    return lines;
  }

  private static String text(Value value) {
    return switch (value) {
      case Quantity(double amount, var _) -> String.valueOf(amount);
      case Value.Flag(boolean on) -> String.valueOf(on);
      case Value.Text(String text) -> text;
      case Value.Position place -> place.latitude() + " " + place.longitude();
    };
  }
}
