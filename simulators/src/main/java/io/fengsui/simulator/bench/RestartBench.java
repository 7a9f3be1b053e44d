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
import io.fengsui.simulator.target.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench restart}: how long a large hub takes after a kill. */
@Command(
    name = "restart",
    mixinStandardHelpOptions = true,
    description = {
      "Registers many devices, lets each speak once, fills the bus through the hub with readings",
      "that carry a long text, kills the hub and measures the time until it is ready again."
    })
final class RestartBench implements Callable<Integer> {
  private static final double GIGABYTE = 1e9;
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration CATCH_UP = Duration.ofMinutes(20);
  private static final int CONNECTIONS = 100;

  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--gigabytes", defaultValue = "10", description = "of bus")
  private double gigabytes;

  @Option(names = "--devices", defaultValue = "100000")
  private int devices;

  @Option(names = "--text", defaultValue = "1000", description = "bytes of text in a reading")
  private int text;

  @Option(names = "--runs", defaultValue = "3")
  private int runs;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "restart");
    return hub.inFreshFolder(data -> measure(data, figures));
  }

  private int measure(Path data, Figures figures) throws IOException, InterruptedException {
    var settings = new ArrayList<>(Chorus.SETTINGS);
    settings.add("--fengsui.bus.retention-size=%.0fGB".formatted(gigabytes * 2 + 1));
    settings.addAll(hub.settings());
    int ports = Ports.freeOffset();
    var running = HubProcess.start(hub.command(), data, ports, settings);
    try {
      prepare(running, figures);
      var seconds = new double[runs];
      for (int i = 0; i < runs; i++) {
        running.kill(false);
        long start = System.nanoTime();
        running = HubProcess.start(hub.command(), data, ports, settings);
        seconds[i] = (System.nanoTime() - start) / 1e9;
        figures.say("start %d after a kill: %.2f s".formatted(i + 1, seconds[i]));
      }
      figures.figure("bus", bytes(running.api()) / GIGABYTE, "GB");
      figures.figure("devices", devices, "devices");
      figures.figure("ready", Figures.median(seconds), "s");
      return 0;
    } finally {
      running.close();
    }
  }

  private void prepare(HubProcess running, Figures figures)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    var all = Enrolment.of(running.api(), LoadCommand.sensors(devices));
    figures.say("%,d devices registered after %.0f s".formatted(devices, since(began)));
    Chorus.sing(running, all);
    figures.say("each has been heard after %.0f s".formatted(since(began)));
    var some = all.subList(0, Math.min(CONNECTIONS, all.size()));
    while (bytes(running.api()) < gigabytes * GIGABYTE) {
      fill(running, some);
      figures.say(
          "%.1f GB of bus after %.0f s".formatted(bytes(running.api()) / GIGABYTE, since(began)));
    }
    double behind = Lag.awaitAll(running.api(), CATCH_UP);
    figures.say("rules and history have all of it after another %.0f s".formatted(behind));
  }

  private void fill(HubProcess running, List<Registered> sensors) throws IOException {
    var plan =
        new Plan(
            running.mqtt(),
            "hub/street/%s/telemetry",
            sensors.stream().map(Registered::login).toList(),
            0,
            Duration.ZERO,
            STEP,
            1,
            16,
            Duration.ofMillis(1),
            500,
            text);
    try (var load = new LoadRun(plan, Clock.systemUTC(), Complaints::tell)) {
      load.open().run();
    }
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static double bytes(HubApi api) throws IOException, InterruptedException {
    double bytes = 0;
    for (var lane : api.get("/api/bus")) {
      bytes += lane.path("bytes").asDouble();
    }
    return bytes;
  }
}
