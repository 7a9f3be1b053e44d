package io.fengsui.hub.pipeline;

import io.fengsui.adapter.Value;
import java.util.Map;

/** What a device can say. */
enum Saying {
  SMOKE,
  LINKED_SMOKE,
  NO_SMOKE,
  HOT,
  WARM,
  COOL,
  BATTERY_LOW,
  BATTERY_FULL,
  HELLO;

  Map<String, Value> readings() {
    return switch (this) {
      case SMOKE -> Map.of("smoke", new Value.Flag(true));
      case LINKED_SMOKE ->
          Map.of("smoke", new Value.Flag(true), "alarm.linked", new Value.Flag(true));
      case NO_SMOKE -> Map.of("smoke", new Value.Flag(false));
      case HOT -> Map.of("temperature", new Value.Quantity(80, "Cel"));
      case WARM -> Map.of("temperature", new Value.Quantity(60, "Cel"));
      case COOL -> Map.of("temperature", new Value.Quantity(20, "Cel"));
      case BATTERY_LOW -> Map.of("battery", new Value.Quantity(5, "%"));
      case BATTERY_FULL -> Map.of("battery", new Value.Quantity(99, "%"));
      case HELLO -> Map.of();
    };
  }
}
