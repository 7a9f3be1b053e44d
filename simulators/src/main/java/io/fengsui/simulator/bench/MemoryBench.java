package io.fengsui.simulator.bench;

import io.fengsui.simulator.Span;
import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.load.LoadCommand;
import io.fengsui.simulator.load.LoadRun;
import io.fengsui.simulator.load.Plan;
import io.fengsui.simulator.street.DemoStreet;
import io.fengsui.simulator.street.Doors;
import io.fengsui.simulator.target.Complaints;
import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import io.fengsui.simulator.target.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench memory}: what all of a hub's processes hold. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = {
      "Resident memory of all of the hub's processes with the demo street connected, or (--large)",
      "with many devices of which each was heard once, while a few speak on."
    })
final class MemoryBench implements Callable<Integer> {
  private static final int CONNECTIONS = 200;
  private static final double BACKGROUND = 1000;

  @Mixin private HubOptions hub = new HubOptions();

  @Option(
      names = "--duration",
      defaultValue = "60s",
      converter = Span.class,
      description = "how long the street runs before the look")
  private Duration duration = Duration.ZERO;

  @Option(names = "--large", description = "many devices instead of the demo street")
  private boolean large;

  @Option(names = "--devices", defaultValue = "100000", description = "of --large")
  private int devices;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "memory");
    return hub.inFreshFolder(data -> large ? measureLarge(data, figures) : measure(data, figures));
  }

  private int measure(Path data, Figures figures) throws IOException, InterruptedException {
    try (var running = hub.start(data);
        var street =
            DemoStreet.start(
                running.api(), Doors.beside(running.mqtt()), data.resolve("street.json"))) {
      Thread.sleep(duration);
      var pids = running.pids();
      figures.say(
          "%d processes, %d devices online; pages that processes share counted once"
              .formatted(pids.size(), street.online()));
      figures.figure("demo", Processes.residentMegabytes(pids), "MB");
      figures.figure("demo-summed", Processes.summedMegabytes(pids), "MB");
      return 0;
    }
  }

  private int measureLarge(Path data, Figures figures) throws IOException, InterruptedException {
    try (var running = hub.start(data, Chorus.SETTINGS)) {
      var all = Enrolment.of(running.api(), LoadCommand.sensors(devices));
      figures.say("%,d devices registered".formatted(devices));
      Chorus.sing(running, all);
      var logins = all.stream().limit(CONNECTIONS).map(Registered::login).toList();
      var plan =
          new Plan(
              running.mqtt(),
              "hub/street/%s/telemetry",
              logins,
              BACKGROUND,
              Duration.ZERO,
              duration,
              1,
              64,
              Duration.ZERO,
              500);
      try (var load = new LoadRun(plan, Clock.systemUTC(), Complaints::tell)) {
        figures.say(load.open().run().text());
      }
      var pids = running.pids();
      figures.figure("large", Processes.residentMegabytes(pids), "MB");
      figures.figure("large-summed", Processes.summedMegabytes(pids), "MB");
      return 0;
    }
  }
}
