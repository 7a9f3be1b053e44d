package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.bus.Entry;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A record of the bus as it is shown. Text that a device made up itself ({@code ext.…}, its
 * description) is not: nobody has looked what stands in it.
 *
 * @param kind telemetry, occurrence, online, offline, resumed or missing
 * @param type what occurred
 * @param since no device can have been heard from then on until {@code at}
 * @param records how many are missing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecordLine(
    long position,
    Instant at,
    String kind,
    @Nullable String device,
    @Nullable String link,
    @Nullable Instant observedAt,
    @Nullable String type,
    @Nullable Map<String, String> values,
    @Nullable Instant since,
    @Nullable Long records,
    @Nullable String why) {

  static RecordLine of(Entry entry) {
    return switch (entry) {
      case Entry.Heard heard -> heard(heard);
      case Entry.Resumed(long position, Instant at, Instant since) ->
          new RecordLine(position, at, "resumed", null, null, null, null, null, since, null, null);
      case Entry.Missing(long position, Instant at, Instant since, long records, String why) ->
          new RecordLine(
              position, at, "missing", null, null, null, null, null, since, records, why);
    };
  }

  private static RecordLine heard(Entry.Heard heard) {
    return switch (heard.message()) {
      case Telemetry telemetry -> line(heard, "telemetry", null, values(telemetry.readings()));
      case Occurrence occurrence ->
          line(heard, "occurrence", occurrence.type(), values(occurrence.details()));
      case Presence presence -> line(heard, presence.online() ? "online" : "offline", null, null);
    };
  }

  private static RecordLine line(
      Entry.Heard heard, String kind, @Nullable String type, @Nullable Map<String, String> values) {
    DeviceMessage message = heard.message();
    return new RecordLine(
        heard.position(),
        heard.at(),
        kind,
        message.device().value(),
        heard.link(),
        message.observedAt(),
        type,
        values,
        null,
        null,
        null);
  }

  private static Map<String, String> values(Map<String, Value> readings) {
    Map<String, String> shown = new TreeMap<>();
    readings.forEach((metric, value) -> shown.put(metric, shown(metric, value)));
    return shown;
  }

  private static String shown(String metric, Value value) {
    return switch (value) {
      case Value.Quantity(double amount, String unit) -> (amount + " " + unit).strip();
      case Value.Flag(boolean on) -> Boolean.toString(on);
      case Value.Text(String text) ->
          metric.startsWith("ext.") ? "(" + text.length() + " characters)" : text;
      case Value.Position(double latitude, double longitude, double altitude) ->
          latitude + "," + longitude + (Double.isNaN(altitude) ? "" : "," + altitude);
    };
  }
}
