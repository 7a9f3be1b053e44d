package io.fengsui.adapter.mqtt.convention;

import io.fengsui.adapter.Value;
import io.fengsui.adapter.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** JSON as bytes. Pure. */
public final class Written {

  private Written() {}

  public static byte[] of(Node node) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(json, node);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, Node node) {
    switch (node) {
      case Node.Members(var all) -> {
        json.writeStartObject();
        all.forEach(
            (name, value) -> {
              json.writeName(name);
              write(json, value);
            });
        json.writeEndObject();
      }
      case Node.Elements(var all) -> {
        json.writeStartArray();
        all.forEach(each -> write(json, each));
        json.writeEndArray();
      }
      case Node.Text(String text) -> json.writeString(text);
      case Node.Bool(boolean on) -> json.writeBoolean(on);
      case Node.Null() -> json.writeNull();
      case Node.Amount(double amount) -> {
        if (amount == Math.rint(amount) && Math.abs(amount) < 1e15) {
          json.writeNumber((long) amount);
        } else {
          json.writeNumber(amount);
        }
      }
    }
  }

  /** A command's arguments as an object. */
  public static Node.Members arguments(Map<String, Value> arguments) {
    Map<String, Node> all = new LinkedHashMap<>();
    arguments.forEach((name, value) -> all.put(name, node(value)));
    return new Node.Members(all);
  }

  /** A value as JSON; a position as an object in degrees. */
  public static Node node(Value value) {
    return switch (value) {
      case Value.Flag(boolean on) -> new Node.Bool(on);
      case Value.Quantity(double amount, String unit) -> new Node.Amount(amount);
      case Value.Text(String text) -> new Node.Text(text);
      case Value.Position(double latitude, double longitude, double altitude) ->
          new Node.Members(
              Map.of(
                  "latitude", new Node.Amount(latitude), "longitude", new Node.Amount(longitude)));
    };
  }
}
