package io.fengsui.hub.store;

import io.fengsui.adapter.Metrics;
import io.fengsui.adapter.Metrics.Metric;

/** The units that readings are kept in. */
public final class Units {

  private Units() {}

  /** UCUM code of a metric's unit; empty for plain numbers and metrics outside the vocabulary. */
  public static String of(String metric) {
    return Metrics.find(metric).map(Metric::unit).orElse("");
  }
}
