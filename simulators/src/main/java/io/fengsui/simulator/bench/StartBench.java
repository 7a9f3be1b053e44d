package io.fengsui.simulator.bench;

import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench start}: how long a hub takes until it is ready. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Seconds from the start of a hub to ready: on an empty folder, then on its own.")
final class StartBench implements Callable<Integer> {
  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--runs", defaultValue = "3")
  private int runs;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "start");
    return hub.inFreshFolder(
        data -> {
          double first = seconds(data);
          figures.say("first start, on an empty folder: %.2f s".formatted(first));
          var later = new double[runs];
          for (int i = 0; i < runs; i++) {
            later[i] = seconds(data);
            figures.say("start %d: %.2f s".formatted(i + 2, later[i]));
          }
          figures.figure("first", first, "s");
          figures.figure("ready", Figures.median(later), "s");
          return 0;
        });
  }

  private double seconds(Path data) throws IOException, InterruptedException {
    long start = System.nanoTime();
    var running = hub.start(data);
    double seconds = (System.nanoTime() - start) / 1e9;
    running.close();
    return seconds;
  }
}
