package io.fengsui.simulator.bench;

import io.fengsui.simulator.target.Complaints;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.target.Lag;
import io.fengsui.simulator.target.LinkCounts;
import io.fengsui.simulator.target.Processes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at a hub while a long bench runs: memory of all its processes each 5 s, and each 30 s a
 * line for people.
 */
final class Pulse implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final int LOOKS_A_LINE = 6;
  private static final double MINUTE = 60;

  private record Look(double seconds, double megabytes) {}

  private final HubProcess hub;
  private final Consumer<String> lines;
  private final List<Look> looks = new ArrayList<>();
  private final long begin = System.nanoTime();
  private final Thread thread = Thread.ofVirtual().name("pulse").unstarted(this::run);
  private volatile boolean over;

  private Pulse(HubProcess hub, Consumer<String> lines) {
    this.hub = hub;
    this.lines = lines;
  }

  static Pulse of(HubProcess hub, Consumer<String> lines) {
    var pulse = new Pulse(hub, lines);
    pulse.thread.start();
    return pulse;
  }

  /** The most that was seen, in MB. */
  synchronized double peak() {
    return looks.stream().mapToDouble(Look::megabytes).max().orElse(0);
  }

  /** How memory grew, in MB a minute: least squares over the second half; 0 if too short. */
  synchronized double slope() {
    var half = looks.subList(looks.size() / 2, looks.size());
    double x = half.stream().mapToDouble(Look::seconds).average().orElse(0);
    double y = half.stream().mapToDouble(Look::megabytes).average().orElse(0);
    double square = half.stream().mapToDouble(each -> Math.pow(each.seconds() - x, 2)).sum();
    double product =
        half.stream().mapToDouble(each -> (each.seconds() - x) * (each.megabytes() - y)).sum();
    return square == 0 ? 0 : product / square * MINUTE;
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      var before = LinkCounts.now(hub.api());
      double since = seconds();
      for (int look = 1; !over; look++) {
        Thread.sleep(LOOK);
        double megabytes = Processes.residentMegabytes(hub.pids());
        keep(new Look(seconds(), megabytes));
        if (look % LOOKS_A_LINE == 0) {
          var now = LinkCounts.now(hub.api());
          double rate = (now.accepted() - before.accepted()) / (seconds() - since);
          before = now;
          since = seconds();
          lines.accept(
              "%4.0f s: %,.0f msg/s taken, rules %,d behind, history %,d behind, %.0f MB"
                  .formatted(
                      since,
                      rate,
                      Lag.RULES.now(hub.api()),
                      Lag.HISTORY.now(hub.api()),
                      megabytes));
        }
      }
    } catch (IOException e) {
      Complaints.tell("the hub could not be watched to the end: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void keep(Look look) {
    looks.add(look);
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }
}
