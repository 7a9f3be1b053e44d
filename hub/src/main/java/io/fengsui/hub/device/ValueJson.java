package io.fengsui.hub.device;

import io.fengsui.adapter.Value;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A reading's value as JSON that people can read, and back. */
public final class ValueJson {

  private ValueJson() {}

  /** For a JSON writer: true or false, text, degrees, or an amount with its unit. */
  public static Object plain(Value value) {
    return switch (value) {
      case Value.Quantity(double amount, String unit) -> Map.of("amount", amount, "unit", unit);
      case Value.Flag(boolean on) -> on;
      case Value.Text(String text) -> text;
      case Value.Position(double latitude, double longitude, double altitude) ->
          Double.isNaN(altitude)
              ? List.of(latitude, longitude)
              : List.of(latitude, longitude, altitude);
    };
  }

  /** Of what {@link #plain} made. */
  public static Value read(JsonNode node) {
    if (node.isBoolean()) {
      return new Value.Flag(node.booleanValue());
    }
    if (node.isString()) {
      return new Value.Text(node.stringValue());
    }
    if (node.isArray()) {
      double altitude = node.size() > 2 ? node.get(2).asDouble() : Double.NaN;
      return new Value.Position(node.get(0).asDouble(), node.get(1).asDouble(), altitude);
    }
    return new Value.Quantity(node.path("amount").asDouble(), node.path("unit").asString());
  }
}
