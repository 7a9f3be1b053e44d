package io.fengsui.hub.pipeline;

import io.fengsui.adapter.Value;
import java.util.Map;

/** What a device can say. */
enum Saying {
  SMOKE(Map.of("smoke", new Value.Flag(true))),
  NO_SMOKE(Map.of("smoke", new Value.Flag(false))),
  HOT(Map.of("temperature", new Value.Quantity(80, "Cel"))),
  WARM(Map.of("temperature", new Value.Quantity(60, "Cel"))),
  COOL(Map.of("temperature", new Value.Quantity(20, "Cel"))),
  BATTERY_LOW(Map.of("battery", new Value.Quantity(5, "%"))),
  BATTERY_FULL(Map.of("battery", new Value.Quantity(99, "%"))),
  HELLO(Map.of());

  private final Map<String, Value> readings;

  Saying(Map<String, Value> readings) {
    this.readings = readings;
  }

  Map<String, Value> readings() {
    return readings;
  }
}
