package io.fengsui.simulator.bench;

import io.fengsui.simulator.Span;
import io.fengsui.simulator.street.DemoStreet;
import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import io.fengsui.simulator.target.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench memory}: what all of a hub's processes hold with the demo street connected. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = "Resident memory of all of the hub's processes with the demo street connected.")
final class MemoryBench implements Callable<Integer> {
  @Mixin private HubOptions hub = new HubOptions();

  @Option(
      names = "--duration",
      defaultValue = "60s",
      converter = Span.class,
      description = "how long the street runs before the look")
  private Duration duration = Duration.ZERO;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "memory");
    return hub.inFreshFolder(data -> measure(data, figures));
  }

  private int measure(Path data, Figures figures) throws IOException, InterruptedException {
    try (var running = hub.start(data);
        var street = DemoStreet.start(running.api(), running.mqtt(), data.resolve("street.json"))) {
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
}
