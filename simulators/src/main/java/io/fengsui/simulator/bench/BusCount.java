package io.fengsui.simulator.bench;

import io.fengsui.simulator.hub.HubApi;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Counts what stands on a lane of the hub's bus, as its API shows it. */
final class BusCount {
  private static final int PAGE = 1000;

  private BusCount() {}

  /** The position after the last record. */
  static long end(HubApi hub, String lane) throws IOException, InterruptedException {
    for (var each : hub.get("/api/bus")) {
      if (each.path("lane").asString().equals(lane)) {
        return each.path("end").asLong();
      }
    }
    throw new IOException("the hub shows no lane " + lane);
  }

  /** How often each device told a metric, between two positions. */
  static Map<String, Integer> told(HubApi hub, String lane, String metric, long from, long end)
      throws IOException, InterruptedException {
    var told = new HashMap<String, Integer>();
    long at = from;
    while (at < end) {
      var page = hub.get("/api/bus/%s/records?from=%d&limit=%d".formatted(lane, at, PAGE));
      for (var record : page.path("items")) {
        if (record.path("position").asLong() < end && record.path("values").has(metric)) {
          told.merge(record.path("device").asString(), 1, Integer::sum);
        }
      }
      long next = page.path("next").asLong();
      if (next <= at) {
        throw new IOException("the hub shows no records of %s from %d on".formatted(lane, at));
      }
      at = next;
    }
    return told;
  }
}
