package io.fengsui.hub.ledger;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.device.ValueJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A decoded message as JSON that people can read, and back. */
final class MessageJson {

  private static final JsonMapper JSON = JsonMapper.shared();

  private MessageJson() {}

  static byte[] write(DeviceMessage message) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("device", message.device().value());
    Instant observedAt = message.observedAt();
    if (observedAt != null) {
      out.put("observedAt", observedAt.toString());
    }
    switch (message) {
      case Telemetry telemetry -> out.put("readings", plain(telemetry.readings()));
      case Occurrence occurrence -> {
        out.put("occurrence", occurrence.type());
        out.put("details", plain(occurrence.details()));
      }
      case Presence presence -> {
        out.put("online", presence.online());
        out.put("description", new TreeMap<>(presence.description()));
      }
    }
    return JSON.writeValueAsBytes(out);
  }

  /** Of what {@link #write} wrote. */
  static DeviceMessage read(byte[] json) {
    JsonNode in = JSON.readTree(json);
    var device = new DeviceId(in.path("device").asString());
    @Nullable Instant observedAt =
        in.has("observedAt") ? Instant.parse(in.path("observedAt").asString()) : null;
    if (in.has("readings")) {
      return new Telemetry(device, observedAt, values(in.path("readings")));
    }
    if (in.has("occurrence")) {
      return new Occurrence(
          device, observedAt, in.path("occurrence").asString(), values(in.path("details")));
    }
    Map<String, String> description = new LinkedHashMap<>();
    in.path("description")
        .properties()
        .forEach(line -> description.put(line.getKey(), line.getValue().asString()));
    return new Presence(device, observedAt, in.path("online").asBoolean(), description);
  }

  private static Map<String, Object> plain(Map<String, Value> values) {
    Map<String, Object> plain = new TreeMap<>();
    values.forEach((name, value) -> plain.put(name, ValueJson.plain(value)));
    return plain;
  }

  private static Map<String, Value> values(JsonNode node) {
    Map<String, Value> values = new LinkedHashMap<>();
    node.properties().forEach(each -> values.put(each.getKey(), ValueJson.read(each.getValue())));
    return values;
  }
}
