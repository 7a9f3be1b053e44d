package io.fengsui.simulator.target;

import io.fengsui.simulator.hub.HubApi;
import java.io.IOException;
import java.time.Duration;

/** How far the hub's readers are behind its bus, as its metrics say. */
public enum Lag {
  /** What the rules have yet to look at. */
  RULES("fengsui_rules_lag"),
  /** What is not in the history yet. */
  HISTORY("fengsui_history_lag"),
  /** What the slowest reader of all has yet to commit; commits come some seconds apart. */
  COMMITS("fengsui_bus_lag");

  private final String metric;

  Lag(String metric) {
    this.metric = metric;
  }

  /** Records, in the lane where it is most. */
  public long now(HubApi hub) throws IOException, InterruptedException {
    long lag = of(hub.text("/actuator/prometheus"));
    if (lag < 0) {
      throw new IOException("the hub's metrics do not show " + metric);
    }
    return lag;
  }

  /** The largest value of the metric on a Prometheus page; -1 if it is not there. */
  public long of(String page) {
    return page.lines()
        .filter(line -> line.startsWith(metric))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .max()
        .orElse(-1);
  }

  /**
   * Waits until neither rules nor history are behind.
   *
   * @return seconds it took
   */
  public static double awaitAll(HubApi hub, Duration limit)
      throws IOException, InterruptedException {
    return RULES.awaitNone(hub, limit) + HISTORY.awaitNone(hub, limit);
  }

  /**
   * Waits until there is none.
   *
   * @return seconds it took
   * @throws IOException if it lasts longer than the limit, or the hub does not tell
   */
  public double awaitNone(HubApi hub, Duration limit) throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (long lag = now(hub); lag > 0; lag = now(hub)) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new IOException("still " + lag + " records behind after " + limit);
      }
      Thread.sleep(50);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
