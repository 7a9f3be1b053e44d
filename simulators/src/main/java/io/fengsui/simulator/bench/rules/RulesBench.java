package io.fengsui.simulator.bench.rules;

import io.fengsui.simulator.target.Figures;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench rules}: what the rule engine costs, without a hub. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = {
      "What the rule engine costs for 100,000 devices of 5 metrics and 200 rules: CPU and memory",
      "a sample, beside a plain loop and CEL; how it grows with rules; its state and snapshots.",
      "Needs no hub; best alone on the machine. Takes about four minutes."
    })
public final class RulesBench implements Callable<Integer> {

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "How long each workload is measured, and before that warmed up. Default: 5")
  private int seconds;

  @Option(
      names = "--only",
      split = ",",
      description = "Of mix, quiet, single, threshold, others, growth, state. Default: all")
  private List<String> only = List.of();

  private static final int SHOTS = 5;

  private final Figures figures = new Figures(System.out, "rules");

  @Override
  public Integer call() throws RunnerException {
    if (wanted("mix")) {
      Cost mix = engine("mix", 200, 5, 1000);
      figures.figure("mix", mix.nanos(), "ns/sample");
      figures.figure("mix-rate", 1e3 / mix.nanos(), "million/s");
      figures.figure("mix-bytes", mix.bytes(), "B/sample");
    }
    if (wanted("quiet")) {
      Cost quiet = engine("mix", 200, 5, 0);
      figures.figure("quiet", quiet.nanos(), "ns/sample");
      figures.figure("quiet-bytes", quiet.bytes(), "B/sample");
    }
    if (wanted("single")) {
      figures.figure("single", engine("mix", 200, 1, 1000).nanos(), "ns/sample");
    }
    if (wanted("threshold") || wanted("others")) {
      thresholds();
    }
    if (wanted("growth")) {
      growth();
    }
    if (wanted("state")) {
      state();
    }
    return 0;
  }

  private void thresholds() throws RunnerException {
    Cost cost = engine("thresholds", 150, 5, 1000);
    figures.figure("threshold", cost.nanos(), "ns/sample");
    figures.figure("threshold-bytes", cost.bytes(), "B/sample");
    if (wanted("others")) {
      for (String who : List.of("naive", "cel")) {
        var options = timed(OtherWork.class, "other").param("who", who).param("rules", "150");
        Cost other = Cost.of(run(options));
        figures.figure(who, other.nanos(), "ns/sample");
        figures.figure(who + "-ratio", other.nanos() / cost.nanos(), "times");
      }
    }
  }

  private void growth() throws RunnerException {
    double few = engine("mix", 10, 5, 0).nanos();
    double more = engine("mix", 1000, 5, 0).nanos();
    double many = engine("mix", 10_000, 5, 0).nanos();
    figures.figure("10-rules", few, "ns/sample");
    figures.figure("1000-rules", more, "ns/sample");
    figures.figure("10000-rules", many, "ns/sample");
    figures.figure("growth", many / few, "times");
  }

  private void state() throws RunnerException {
    RunResult copy = run(shots("snapshot"));
    double heap = Cost.counted(copy, "heap") / SHOTS; // JMH adds up what each shot counts
    figures.figure("state", heap / District.DEVICES, "B/device");
    figures.figure("snapshot-size", Cost.counted(copy, "size") / SHOTS / 1e6, "MB");
    figures.figure("snapshot", copy.getPrimaryResult().getScore(), "s");
    figures.figure("restore", run(shots("restore")).getPrimaryResult().getScore(), "s");
  }

  private boolean wanted(String part) {
    return only.isEmpty() || only.contains(part);
  }

  private Cost engine(String kind, int rules, int values, int oddOneIn) throws RunnerException {
    return Cost.of(
        run(
            timed(EngineWork.class, "engine")
                .param("kind", kind)
                .param("rules", String.valueOf(rules))
                .param("values", String.valueOf(values))
                .param("oddOneIn", String.valueOf(oddOneIn))));
  }

  private ChainedOptionsBuilder timed(Class<?> work, String method) {
    return options(work, method)
        .warmupIterations(2)
        .warmupTime(TimeValue.milliseconds(500L * seconds))
        .measurementIterations(5)
        .measurementTime(TimeValue.milliseconds(200L * seconds));
  }

  private ChainedOptionsBuilder shots(String method) {
    return options(StateWork.class, method).warmupIterations(3).measurementIterations(SHOTS);
  }

  private static ChainedOptionsBuilder options(Class<?> work, String method) {
    return new OptionsBuilder()
        .include(work.getName().replace(".", "\\.") + "\\." + method + "$")
        .forks(1)
        .jvmArgs(
            "-Xms3g",
            "-Xmx3g",
            "-XX:+UseSerialGC",
            "-XX:-UseCompactObjectHeaders",
            "--sun-misc-unsafe-memory-access=allow")
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  private static RunResult run(ChainedOptionsBuilder options) throws RunnerException {
    Collection<RunResult> results = new Runner(options.build()).run();
    return results.iterator().next();
  }
}
