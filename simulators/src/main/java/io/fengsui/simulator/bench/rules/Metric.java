package io.fengsui.simulator.bench.rules;

import java.util.List;
import java.util.Locale;

/** What each device reports. */
enum Metric {
  TEMPERATURE(15, 30),
  HUMIDITY(30, 70),
  PM25(5, 75),
  NOISE(35, 65),
  BATTERY(40, 100);

  /** In order. */
  static final List<Metric> ALL = List.of(values());

  private final String key = name().toLowerCase(Locale.ROOT);
  private final double from;
  private final double to;

  /** With what is usual. */
  Metric(double from, double to) {
    this.from = from;
    this.to = to;
  }

  String key() {
    return key;
  }

  /** A usual value. */
  double usual(double share) {
    return from + share * (to - from);
  }

  /** A level for alarms: none at 0 is usual, the larger the share the rarer. */
  double alarm(double share) {
    return to + share * (to - from) / 4;
  }

  /** How far a clear level is below. */
  double margin() {
    return (to - from) / 50;
  }
}
