package io.fengsui.simulator.bench;

import io.fengsui.simulator.Span;
import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench supervision}: how long until people know that a device can no longer be heard. */
@Command(
    name = "supervision",
    mixinStandardHelpOptions = true,
    description = {
      "Registers devices of several supervision classes and lets each fall silent for good at a",
      "moment drawn for it; measures on the real clock from its last acknowledged report until an",
      "open page is told. Devices that go on must never be told as lost. All classes run side by",
      "side: it lasts as long as the longest one and the spread. The class of 25 h is not for",
      "waiting: it is tried with moved time in the hub's tests (ReportingTimeTest)."
    },
    footer = "Exit status 1 if one was told too late, or never, or without cause.")
final class SupervisionBench implements Callable<Integer> {
  @Mixin private HubOptions hub = new HubOptions();

  @Option(
      names = "--classes",
      split = ",",
      defaultValue = "20s,90s,180s",
      converter = PointClass.Reader.class,
      description = "of 20s, 90s, 180s, 30min")
  private List<PointClass> classes = List.of();

  @Option(names = "--devices", defaultValue = "1000", description = "of each class, that fall")
  private int devices;

  @Option(names = "--controls", defaultValue = "100", description = "of each class, that go on")
  private int controls;

  @Option(
      names = "--spread",
      defaultValue = "60s",
      converter = Span.class,
      description = "the time in which they fall")
  private Duration spread = Duration.ZERO;

  @Option(names = "--seed", defaultValue = "1", description = "of the moments")
  private long seed;

  @Option(names = "--restart", description = "kill the hub in the middle, and start it again")
  private boolean restart;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "supervision");
    var plan = new SupervisionRun.Plan(classes, devices, controls, spread, seed, restart);
    return hub.inFreshFolder(data -> run(data, plan, figures) ? 0 : 1);
  }

  private boolean run(Path data, SupervisionRun.Plan plan, Figures figures)
      throws IOException, InterruptedException {
    try (var run = SupervisionRun.begin(plan, hub, data, figures)) {
      run.letFall();
      return run.tell();
    }
  }
}
