package io.fengsui.simulator.bench;

import io.fengsui.simulator.hub.HubApi;
import java.io.IOException;
import java.time.Duration;

/** How far the hub's readers are behind its bus, as its metrics say. */
final class Lag {
  private static final String METRIC = "fengsui_bus_lag";

  private Lag() {}

  /** Records that the slowest reader of any lane has still to commit. */
  static long now(HubApi hub) throws IOException, InterruptedException {
    return of(hub.text("/actuator/prometheus"));
  }

  /** The largest value of the metric on a Prometheus page; -1 if it is not there. */
  static long of(String page) {
    return page.lines()
        .filter(line -> line.startsWith(METRIC))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .max()
        .orElse(-1);
  }

  /**
   * Waits until every reader has committed everything.
   *
   * @return seconds it took
   * @throws IOException if it did not within the limit, or the hub does not tell
   */
  static double awaitNone(HubApi hub, Duration limit) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long lag = now(hub);
    while (lag != 0) {
      if (lag < 0) {
        throw new IOException("the hub's metrics do not show " + METRIC);
      }
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new IOException("readers are still " + lag + " records behind after " + limit);
      }
      Thread.sleep(100);
      lag = now(hub);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
