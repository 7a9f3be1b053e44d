package io.fengsui.hub.store;

import io.fengsui.hub.store.HistoryProperties.Influx;
import io.fengsui.hub.store.HistoryProperties.Kind;
import java.time.Duration;

/** Settings for tests. */
final class Histories {

  private Histories() {}

  static HistoryProperties settings(Duration commitEvery) {
    return new HistoryProperties(
        Kind.EMBEDDED, Duration.ofDays(90), commitEvery, Duration.ofSeconds(10), influx("", ""));
  }

  static Influx influx(String url, String writePath) {
    return new Influx(url, "readings", "street", writePath, null, null, null);
  }
}
