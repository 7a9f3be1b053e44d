package io.fengsui.simulator.bench;

import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.HubApi;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.load.LoadCommand;
import io.fengsui.simulator.load.LoadRun;
import io.fengsui.simulator.load.Plan;
import io.fengsui.simulator.target.Complaints;
import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.target.Lag;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench history}: a day of one device out of many rows. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Sends readings through the hub whose own times are spread over the last day, then asks for",
      "24 h of one device at one point a minute, one device after the other."
    })
final class HistoryBench implements Callable<Integer> {
  private static final int DEVICES = 200;
  private static final int VALUES = 5;
  private static final int POINTS = 24 * 60;
  private static final Duration CATCH_UP = Duration.ofMinutes(15);
  private static final Duration DAY = Duration.ofHours(24).minusMinutes(10);

  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--rows", defaultValue = "10000000")
  private long rows;

  @Option(names = "--rate", defaultValue = "20000", description = "messages a second to fill it")
  private double rate;

  @Option(names = "--questions", defaultValue = "500")
  private int questions;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "history");
    return hub.inFreshFolder(
        data -> {
          try (var running = hub.start(data, List.of("--fengsui.link.clock-tolerance=25h"))) {
            return measure(running, figures);
          }
        });
  }

  private int measure(HubProcess running, Figures figures)
      throws IOException, InterruptedException {
    var api = running.api();
    var sensors = Enrolment.of(api, LoadCommand.sensors(DEVICES));
    var until = Instant.now(Clock.systemUTC());
    long began = System.nanoTime();
    fill(running, sensors, until);
    Lag.awaitAll(api, CATCH_UP);
    figures.figure("fill", (System.nanoTime() - began) / 1e9, "s");
    long points =
        api.get("/api/history/extent?from=%s&to=%s".formatted(until.minus(DAY), until))
            .path("points")
            .asLong();
    figures.figure("rows", (double) points, "rows");
    var millis = new double[questions];
    int returned = 0;
    for (int i = 0; i < questions; i++) {
      long start = System.nanoTime();
      returned = ask(api, sensors.get(i * 37 % DEVICES), until);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    figures.say("the last answer had %,d points".formatted(returned));
    figures.figure("day-first", millis[0], "ms");
    figures.figure("day-median", Figures.median(millis), "ms");
    return points >= rows * 9 / 10 ? 0 : 1;
  }

  private static int ask(HubApi api, Registered device, Instant until)
      throws IOException, InterruptedException {
    String path =
        "/api/devices/%s/history?metric=temperature&from=%s&to=%s&points=%d"
            .formatted(device.id(), until.minus(DAY), until, POINTS);
    return api.get(path).path("points").size();
  }

  /** The clock of the load runs through a day while it fills. */
  private void fill(HubProcess running, List<Registered> sensors, Instant until)
      throws IOException {
    var takes = Duration.ofMillis((long) (rows / (double) VALUES / rate * 1000));
    long start = System.nanoTime();
    InstantSource swept =
        () -> {
          double share = Math.min(1, (System.nanoTime() - start) / (double) takes.toNanos());
          return until.minus(DAY).plusMillis((long) (share * DAY.toMillis()));
        };
    var plan =
        new Plan(
            running.mqtt(),
            "hub/street/%s/telemetry",
            sensors.stream().map(Registered::login).toList(),
            rate,
            Duration.ZERO,
            takes,
            1,
            64,
            Duration.ZERO,
            500);
    try (var load = new LoadRun(plan, swept, Complaints::tell)) {
      load.open().run();
    }
  }
}
