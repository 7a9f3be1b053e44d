package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.Value.Text;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** The analog values of clause 8.2.5 in the hub's metrics and units (R15). */
final class Quantities {

  /**
   * How a raw number becomes a reading.
   *
   * @param scale what the raw number is multiplied with to be in {@code unit}
   * @param min lowest value that is in range, in {@code unit}
   */
  record Measure(String metric, String unit, BigDecimal scale, double min, double max) {

    static Measure of(String metric, String unit, String scale) {
      return new Measure(metric, unit, new BigDecimal(scale), -1e9, 1e9);
    }
  }

  private static final int TEMPERATURE = 3;
  private static final int TEMPERATURE_OF_CABLES = 18;
  private static final String EXT = "ext.";

  private static final Map<Integer, Measure> BY_CODE =
      Map.ofEntries(
          Map.entry(1, measure("event.count", "", "1", 0, 32_000)),
          Map.entry(2, measure("water.level", "m", "0.01", 0, 320)),
          Map.entry(TEMPERATURE, measure("temperature", "Cel", "0.1", -273, 3_200)),
          Map.entry(4, measure("water.pressure", "MPa", "0.1", 0, 3_200)),
          Map.entry(5, measure("water.pressure", "MPa", "0.0001", 0, 3.2)),
          Map.entry(6, measure("gas.density", "%{LEL}", "0.1", 0, 100)),
          Map.entry(7, measure("ext.duration", "s", "1", 0, 32_000)),
          Map.entry(8, measure("voltage", "V", "0.1", 0, 3_200)),
          Map.entry(9, measure("current", "A", "0.1", 0, 3_200)),
          Map.entry(10, measure("flow", "L/s", "0.1", 0, 3_200)),
          Map.entry(11, measure("air.flow", "m3/h", "6", 0, 192_000)),
          Map.entry(12, measure("wind.speed", "m/s", "1", 0, 20)));

  private Quantities() {}

  /** The reading, or two where the value is out of its range. */
  static Map<String, Value> readings(Item.Analog analog, Profile profile) {
    Measure measure = measure(analog, profile);
    double value = measure.scale.multiply(BigDecimal.valueOf(raw(analog, profile))).doubleValue();
    var quantity = new Quantity(value, measure.unit);
    if (isInRange(measure, value)) {
      return Map.of(measure.metric, quantity);
    }
    String name = measure.metric.startsWith(EXT) ? measure.metric : EXT + measure.metric;
    return Map.of(name, quantity, "ext.quality", new Text("out-of-range"));
  }

  private static int raw(Item.Analog analog, Profile profile) {
    return profile.bigEndianAnalogs() ? Short.reverseBytes((short) analog.raw()) : analog.raw();
  }

  private static Measure measure(Item.Analog analog, Profile profile) {
    Measure own = profile.analogs().get(analog.quantity());
    if (own != null) {
      return own;
    }
    if (analog.quantity() == TEMPERATURE && analog.type() == TEMPERATURE_OF_CABLES) {
      return measure("cable.temperature", "Cel", "0.1", -273, 3_200);
    }
    return BY_CODE.getOrDefault(
        analog.quantity(), Measure.of("ext.analog_" + analog.quantity(), "", "1"));
  }

  private static boolean isInRange(Measure measure, double value) {
    Optional<Metrics.Metric> known = Metrics.find(measure.metric);
    return value >= measure.min
        && value <= measure.max
        && known.map(metric -> value >= metric.min() && value <= metric.max()).orElse(true);
  }

  private static Measure measure(String metric, String unit, String scale, double min, double max) {
    return new Measure(metric, unit, new BigDecimal(scale), min, max);
  }
}
