package io.fengsui.simulator.bench;

import io.fengsui.simulator.Span;
import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.HubApi;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.load.LoadCommand;
import io.fengsui.simulator.load.LoadRun;
import io.fengsui.simulator.load.Plan;
import io.fengsui.simulator.load.Report;
import io.fengsui.simulator.target.Complaints;
import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.target.Lag;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench overload}: ten times what the hub can take, for a long time. */
@Command(
    name = "overload",
    mixinStandardHelpOptions = true,
    description = {
      "Finds the rate that the hub sustains, then offers ten times that by schedule while",
      "detectors raise alarms: nothing acknowledged may be lost, memory must stay bounded."
    })
final class OverloadBench implements Callable<Integer> {
  private static final Duration CATCH_UP = Duration.ofMinutes(10);
  private static final int CONNECTIONS = 200;
  private static final int TIMES = 10;

  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--duration", defaultValue = "10m", converter = Span.class)
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--search",
      defaultValue = "20s",
      converter = Span.class,
      description = "how long the sustained rate is looked for")
  private Duration search = Duration.ZERO;

  @Option(names = "--every", defaultValue = "1s", converter = Span.class)
  private Duration every = Duration.ZERO;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "overload");
    return hub.inFreshFolder(
        data -> {
          try (var running = hub.start(data);
              var pulse = Pulse.of(running, figures::say)) {
            return measure(running, pulse, figures);
          }
        });
  }

  private int measure(HubProcess running, Pulse pulse, Figures figures)
      throws IOException, InterruptedException {
    var api = running.api();
    int alarms = Math.toIntExact(Math.max(1, duration.dividedBy(every)));
    var sensors = Enrolment.of(api, LoadCommand.sensors(CONNECTIONS));
    var detectors = Enrolment.of(api, LatencyBench.detectors(alarms));
    double sustained = sustained(running, sensors);
    double offeredRate = sustained * TIMES;
    figures.say("sustained %,.0f msg/s; offering %,.0f msg/s".formatted(sustained, offeredRate));
    long before = onTheBus(api);
    try (var load = load(running, sensors, offeredRate, duration);
        var series = AlarmSeries.open(running, detectors)) {
      var loading = CompletableFuture.supplyAsync(() -> run(load));
      var latency = series.run(alarms, every);
      var report = loading.join();
      double recovered = Lag.awaitAll(api, CATCH_UP);
      figures.say(report.text());
      // what was acknowledged after the counted time is on the bus, but not in the report
      long lost = Math.max(0, report.acknowledged() - (onTheBus(api) - before));
      figures.figure("sustained", sustained, "msg/s");
      figures.figure("offered", offeredRate, "msg/s");
      figures.figure("accepted", report.rate(), "msg/s");
      figures.figure("acknowledged", (double) report.acknowledged(), "messages");
      figures.figure("lost", (double) lost, "messages");
      figures.figure("broken", report.broken(), "connections");
      figures.figure("alarms", alarms, "alarms");
      figures.figure("alarms-missing", latency.missing(), "alarms");
      figures.figure("life-safety-p50", latency.millis(50), "ms");
      figures.figure("life-safety-p99", latency.millis(99), "ms");
      figures.figure("memory-peak", pulse.peak(), "MB");
      figures.figure("memory-slope", pulse.slope(), "MB/min");
      figures.figure("recovery", recovered, "s");
      return lost + latency.missing() + report.broken() == 0 ? 0 : 1;
    } catch (SQLException e) {
      throw new IOException("the hub's database cannot be watched", e);
    }
  }

  /** What it takes, with rules and history done. */
  private double sustained(HubProcess running, List<Registered> sensors)
      throws IOException, InterruptedException {
    try (var load = load(running, sensors, 0, search)) {
      var report = load.run();
      double behind = Lag.awaitAll(running.api(), CATCH_UP);
      return report.acknowledged() / (report.seconds() + behind);
    }
  }

  private static LoadRun load(
      HubProcess running, List<Registered> sensors, double rate, Duration duration)
      throws IOException {
    var plan =
        new Plan(
            running.mqtt(),
            "hub/street/%s/telemetry",
            sensors.stream().map(Registered::login).toList(),
            rate,
            Duration.ZERO,
            duration,
            1,
            64,
            Duration.ofMillis(1),
            500);
    return new LoadRun(plan, Clock.systemUTC(), Complaints::tell).open();
  }

  private static long onTheBus(HubApi api) throws IOException, InterruptedException {
    for (var lane : api.get("/api/bus")) {
      if (lane.path("lane").asString().equals("telemetry")) {
        return lane.path("end").asLong();
      }
    }
    throw new IOException("the hub shows no telemetry lane");
  }

  private static Report run(LoadRun load) {
    try {
      return load.run();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
