package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Position;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.Value.Text;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of a record, format 1 (the batch around it carries the format's number): kind,
 * link, device, the device's time, then what the kind needs. {@link EntryDecoder} is its inverse.
 */
final class EntryEncoder {

  static final int TELEMETRY = 1;
  static final int OCCURRENCE = 2;
  static final int ONLINE = 3;
  static final int OFFLINE = 4;
  static final int RESUMED = 5;

  static final int UNTIMED = 0;
  static final int TIMED = 1;

  static final int QUANTITY = 1;
  static final int OFF = 2;
  static final int ON = 3;
  static final int TEXT = 4;
  static final int POSITION = 5;

  private static final int USUAL_LENGTH = 192;

  private EntryEncoder() {}

  static ByteWriter heard(String link, DeviceMessage message) {
    var out = new ByteWriter(USUAL_LENGTH);
    switch (message) {
      case Telemetry telemetry -> {
        head(out, TELEMETRY, link, message);
        values(out, telemetry.readings());
      }
      case Occurrence occurrence -> {
        head(out, OCCURRENCE, link, message);
        out.text(occurrence.type());
        values(out, occurrence.details());
      }
      case Presence presence -> {
        head(out, presence.online() ? ONLINE : OFFLINE, link, message);
        out.varint(presence.description().size());
        for (Map.Entry<String, String> line : presence.description().entrySet()) {
          out.text(line.getKey());
          out.text(line.getValue());
        }
      }
    }
    return out;
  }

  static ByteWriter resumed(Instant downSince) {
    var out = new ByteWriter(1 + 2 * Long.BYTES);
    out.u8(RESUMED);
    instant(out, downSince);
    return out;
  }

  private static void head(ByteWriter out, int kind, String link, DeviceMessage message) {
    out.u8(kind);
    out.text(link);
    out.text(message.device().value());
    @Nullable Instant observedAt = message.observedAt();
    if (observedAt == null) {
      out.u8(UNTIMED);
    } else {
      out.u8(TIMED);
      instant(out, observedAt);
    }
  }

  private static void instant(ByteWriter out, Instant instant) {
    out.i64(instant.getEpochSecond());
    out.varint(instant.getNano());
  }

  private static void values(ByteWriter out, Map<String, Value> values) {
    out.varint(values.size());
    for (Map.Entry<String, Value> entry : values.entrySet()) {
      out.text(entry.getKey());
      value(out, entry.getValue());
    }
  }

  private static void value(ByteWriter out, Value value) {
    switch (value) {
      case Quantity(double amount, String unit) -> {
        out.u8(QUANTITY);
        out.f64(amount);
        out.text(unit);
      }
      case Flag(boolean on) -> out.u8(on ? ON : OFF);
      case Text(String text) -> {
        out.u8(TEXT);
        out.text(text);
      }
      case Position(double latitude, double longitude, double altitude) -> {
        out.u8(POSITION);
        out.f64(latitude);
        out.f64(longitude);
        out.f64(altitude);
      }
    }
  }
}
