package io.fengsui.rules.definition;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Converts amounts between UCUM units of the same quantity. What is written in a percentage of
 * something ({@code %{LEL}}) is a quantity of its own.
 */
final class Units {

  /** Another unit is {@code amount * factor + offset} of the quantity's base unit. */
  private record Unit(String quantity, double factor, double offset) {}

  private static final MathContext DIGITS = new MathContext(12);
  private static final Map<String, Unit> UNITS = units();
  private static final Map<String, String> NICKNAMES =
      Map.ofEntries(
          Map.entry("°C", "Cel"),
          Map.entry("℃", "Cel"),
          Map.entry("°F", "[degF]"),
          Map.entry("℉", "[degF]"),
          Map.entry("ppm", "[ppm]"),
          Map.entry("ppb", "[ppb]"),
          Map.entry("psi", "[psi]"),
          Map.entry("mmHg", "mm[Hg]"),
          Map.entry("kn", "[kn_i]"),
          Map.entry("lux", "lx"),
          Map.entry("°", "deg"),
          Map.entry("Ω", "Ohm"),
          Map.entry("VA", "V.A"),
          Map.entry("Wh", "W.h"),
          Map.entry("kWh", "kW.h"),
          Map.entry("Ah", "A.h"),
          Map.entry("mAh", "mA.h"));

  private Units() {}

  /** Units that people may have meant. */
  static Set<String> known() {
    return UNITS.keySet();
  }

  /** Whether the two are one, however they are written. */
  static boolean same(String one, String other) {
    return canonical(one).equals(canonical(other));
  }

  /** The amount in another unit; empty if the two measure different things. */
  static OptionalDouble convert(double amount, String from, String to) {
    return convert(amount, from, to, true);
  }

  /** The same for how far two amounts are apart: 9 °F are 5 °C here. */
  static OptionalDouble convertDifference(double amount, String from, String to) {
    return convert(amount, from, to, false);
  }

  private static OptionalDouble convert(double amount, String from, String to, boolean offset) {
    if (same(from, to)) {
      return OptionalDouble.of(amount);
    }
    Unit source = UNITS.get(canonical(from));
    Unit goal = UNITS.get(canonical(to));
    if (source == null || goal == null || !source.quantity.equals(goal.quantity)) {
      return OptionalDouble.empty();
    }
    double shift = offset ? source.offset - goal.offset : 0;
    double converted = (amount * source.factor + shift) / goal.factor;
    return OptionalDouble.of(new BigDecimal(converted).round(DIGITS).doubleValue());
  }

  private static String canonical(String unit) {
    String code = unit.replace('µ', 'u').replace('μ', 'u').replace("³", "3").replace("²", "2");
    return NICKNAMES.getOrDefault(code, code);
  }

  private static Map<String, Unit> units() {
    var units = new HashMap<String, Unit>();
    units.put("Cel", new Unit("temperature", 1, 0));
    units.put("K", new Unit("temperature", 1, -273.15));
    units.put("[degF]", new Unit("temperature", 5 / 9.0, -160 / 9.0));
    scale(units, "share", "1", 1, "%", 0.01, "[ppth]", 1e-3, "[ppm]", 1e-6, "[ppb]", 1e-9);
    scale(units, "voltage", "V", 1, "uV", 1e-6, "mV", 1e-3, "kV", 1e3);
    scale(units, "current", "A", 1, "uA", 1e-6, "mA", 1e-3, "kA", 1e3);
    scale(units, "resistance", "Ohm", 1, "mOhm", 1e-3, "kOhm", 1e3, "MOhm", 1e6);
    scale(units, "power", "W", 1, "mW", 1e-3, "kW", 1e3, "MW", 1e6);
    scale(units, "apparent power", "V.A", 1, "kV.A", 1e3);
    scale(units, "energy", "W.h", 1, "kW.h", 1e3, "J", 1 / 3600.0, "kJ", 1 / 3.6);
    scale(units, "charge", "A.h", 1, "mA.h", 1e-3);
    scale(units, "frequency", "Hz", 1, "kHz", 1e3, "MHz", 1e6);
    scale(units, "pressure", "Pa", 1, "hPa", 100, "kPa", 1e3, "MPa", 1e6, "mbar", 100, "bar", 1e5);
    scale(units, "pressure", "[psi]", 6894.757293168, "mm[Hg]", 133.322387415, "m[H2O]", 9806.65);
    scale(units, "length", "m", 1, "mm", 1e-3, "cm", 0.01, "dm", 0.1, "km", 1e3);
    scale(units, "length", "[ft_i]", 0.3048, "[in_i]", 0.0254);
    scale(units, "speed", "m/s", 1, "cm/s", 0.01, "km/h", 1 / 3.6, "[kn_i]", 1852 / 3600.0);
    scale(units, "concentration", "g/m3", 1, "ug/m3", 1e-6, "mg/m3", 1e-3, "mg/L", 1);
    scale(units, "flow", "m3/h", 1, "L/s", 3.6, "L/min", 0.06, "L/h", 1e-3, "m3/s", 3600);
    scale(units, "volume", "m3", 1, "L", 1e-3, "mL", 1e-6);
    scale(units, "mass", "kg", 1, "g", 1e-3, "mg", 1e-6, "t", 1e3);
    scale(units, "time", "s", 1, "ms", 1e-3, "min", 60, "h", 3600, "d", 86_400);
    scale(units, "angle", "deg", 1, "rad", 180 / Math.PI);
    scale(units, "illuminance", "lx", 1, "klx", 1e3);
    return Map.copyOf(units);
  }

  private static void scale(Map<String, Unit> units, String quantity, Object... codesAndFactors) {
    for (int i = 0; i < codesAndFactors.length; i += 2) {
      double factor = ((Number) codesAndFactors[i + 1]).doubleValue();
      units.put((String) codesAndFactors[i], new Unit(quantity, factor, 0));
    }
  }
}
