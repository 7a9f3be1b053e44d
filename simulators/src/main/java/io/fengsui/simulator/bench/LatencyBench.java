package io.fengsui.simulator.bench;

import io.fengsui.simulator.Span;
import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.NewDevice;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.load.LoadCommand;
import io.fengsui.simulator.load.LoadRun;
import io.fengsui.simulator.load.Plan;
import io.fengsui.simulator.load.Report;
import io.fengsui.simulator.target.Complaints;
import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import io.fengsui.simulator.target.HubProcess;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench latency}: from a detector's last byte to the task in the database. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description =
        "From the last byte of an alarm to its task in the database, under background load.")
final class LatencyBench implements Callable<Integer> {
  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--alarms", defaultValue = "200", description = "each from a detector of its own")
  private int alarms;

  @Option(names = "--every", defaultValue = "100ms", converter = Span.class)
  private Duration every = Duration.ZERO;

  @Option(names = "--background", defaultValue = "1000", description = "messages/s from sensors")
  private double background;

  @Option(names = "--full", description = "background: all the hub takes, over 200 connections")
  private boolean full;

  @Option(names = "--warm-up", defaultValue = "10s", converter = Span.class)
  private Duration warmUp = Duration.ZERO;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "latency");
    return hub.inFreshFolder(
        data -> {
          try (var running = hub.start(data)) {
            return measure(running, figures);
          }
        });
  }

  private int measure(HubProcess running, Figures figures)
      throws IOException, InterruptedException {
    var sensors = Enrolment.of(running.api(), LoadCommand.sensors(full ? 200 : 50));
    int first = Math.min(50, alarms);
    var detectors = Enrolment.of(running.api(), detectors(alarms + first));
    try (var load =
            new LoadRun(plan(running, sensors), Clock.systemUTC(), Complaints::tell).open();
        var series = AlarmSeries.open(running, detectors)) {
      var report = CompletableFuture.supplyAsync(() -> run(load));
      Thread.sleep(warmUp);
      series.run(first, every);
      var latency = series.run(alarms, every);
      load.stop();
      figures.say("background\n%s\n".formatted(report.join().text()));
      figures.say(
          "%d alarms: p50 %.2f ms, p90 %.2f, p99 %.2f, max %.2f; %d without a task"
              .formatted(
                  alarms,
                  latency.millis(50),
                  latency.millis(90),
                  latency.millis(99),
                  latency.millis(100),
                  latency.missing()));
      String prefix = full ? "full-" : "";
      figures.figure(prefix + "p50", latency.millis(50), "ms");
      figures.figure(prefix + "p99", latency.millis(99), "ms");
      figures.figure(prefix + "missing", latency.missing(), "alarms");
      return latency.missing() == 0 ? 0 : 1;
    } catch (SQLException e) {
      throw new IOException("the hub's database cannot be watched", e);
    }
  }

  private static Report run(LoadRun load) {
    try {
      return load.run();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private Plan plan(HubProcess running, List<Registered> sensors) {
    return new Plan(
        running.mqtt(),
        "hub/street/%s/telemetry",
        sensors.stream().map(Registered::login).toList(),
        full ? 0 : background,
        Duration.ZERO,
        warmUp.plus(every.multipliedBy(alarms * 2L)).plusMinutes(2),
        1,
        64,
        full ? Duration.ofMillis(1) : Duration.ZERO,
        500);
  }

  /** Smoke detectors that keep quiet for a day. */
  static List<NewDevice> detectors(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            n ->
                new NewDevice(
                    "smoke-detector",
                    "测试楼" + n + "室烟感",
                    "440111010001001",
                    "25h",
                    23.17,
                    113.22,
                    Map.of("building", "测试楼", "room", n + "室")))
        .toList();
  }
}
