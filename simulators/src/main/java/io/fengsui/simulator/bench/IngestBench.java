package io.fengsui.simulator.bench;

import io.fengsui.simulator.Span;
import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.load.LoadCommand;
import io.fengsui.simulator.load.LoadRun;
import io.fengsui.simulator.load.Plan;
import io.fengsui.simulator.load.Report;
import io.fengsui.simulator.target.Complaints;
import io.fengsui.simulator.target.CpuMeter;
import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.target.Lag;
import io.fengsui.simulator.target.LinkCounts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench ingest}: how many messages a second are taken, durably, and what one costs. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description =
        "QoS 1 publishes of 120-byte JSON with 5 values, as fast as they are acknowledged.")
final class IngestBench implements Callable<Integer> {
  private static final Duration CATCH_UP = Duration.ofMinutes(5);

  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--connections", defaultValue = "200")
  private int connections;

  @Option(names = "--window", defaultValue = "64", description = "unacknowledged per connection")
  private int window;

  @Option(names = "--rate", defaultValue = "0", description = "messages/s; 0 = all the hub takes")
  private double rate;

  @Option(names = "--warm-up", defaultValue = "10s", converter = Span.class)
  private Duration warmUp = Duration.ZERO;

  @Option(names = "--duration", defaultValue = "20s", converter = Span.class)
  private Duration duration = Duration.ZERO;

  @Option(names = "--runs", defaultValue = "3")
  private int runs;

  @Option(names = "--rules", defaultValue = "200", description = "that look at each reading")
  private int rules;

  /** One run's figures. */
  private record Outcome(
      Report report,
      LinkCounts taken,
      long lag,
      long historyLag,
      double hubMicros,
      double yardstick,
      double generatorMicros,
      double catchUp) {
    /** Through rules and into the history: the time they needed to catch up counts. */
    double rate() {
      return report.acknowledged() / (report.seconds() + catchUp);
    }

    String text() {
      return """
          hub CPU      %.2f µs per message, catching up included
          hub took     %,d with the warm-up, refused %,d
          behind       rules %,d and history %,d at the end; all done after %.1f s"""
          .formatted(hubMicros, taken.accepted(), taken.refused(), lag, historyLag, catchUp);
    }

    /** True if the hub took all that it acknowledged. */
    boolean sound() {
      return taken.refused() == 0
          && taken.accepted() >= report.sent()
          && report.wrong() + report.broken() + report.refused() + report.unanswered() == 0;
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "ingest");
    return hub.inFreshFolder(
        data -> {
          var ruleFile = RuleSet.write(data.resolve("bench.rules.yaml"), rules);
          try (var running = hub.start(data, List.of(ruleFile));
              var pulse = Pulse.of(running, figures::say)) {
            int status = measure(running, figures);
            figures.figure("memory-peak", pulse.peak(), "MB");
            figures.figure("memory-slope", pulse.slope(), "MB/min");
            return status;
          }
        });
  }

  private int measure(HubProcess running, Figures figures)
      throws IOException, InterruptedException {
    var sensors = Enrolment.of(running.api(), LoadCommand.sensors(connections));
    var outcomes = new ArrayList<Outcome>();
    for (int i = 0; i < runs; i++) {
      var outcome = once(running, sensors, i == 0 ? warmUp : warmUp.dividedBy(4));
      figures.say(
          "run %d of %d\n%s\n%s\n".formatted(i + 1, runs, outcome.report().text(), outcome.text()));
      outcomes.add(outcome);
    }
    print(outcomes, figures);
    return outcomes.stream().allMatch(Outcome::sound) ? 0 : 1;
  }

  private Outcome once(HubProcess running, List<Registered> sensors, Duration warm)
      throws IOException, InterruptedException {
    double yardstick = Yardstick.micros();
    var before = LinkCounts.now(running.api());
    var meter = new CpuMeter(running.pids());
    try (var load =
        new LoadRun(plan(running, sensors, warm), Clock.systemUTC(), Complaints::tell)) {
      var report = load.open().watchedBy(meter::begin, () -> {}).run();
      long lag = Lag.RULES.now(running.api());
      long historyLag = Lag.HISTORY.now(running.api());
      double catchUp = Lag.awaitAll(running.api(), CATCH_UP);
      meter.end();
      return new Outcome(
          report,
          LinkCounts.now(running.api()).since(before),
          lag,
          historyLag,
          meter.seconds() * 1e6 / Math.max(1, report.acknowledged()),
          yardstick,
          report.cpuSeconds() * 1e6 / Math.max(1, report.acknowledged()),
          catchUp);
    }
  }

  private Plan plan(HubProcess running, List<Registered> sensors, Duration warm) {
    return new Plan(
        running.mqtt(),
        "hub/street/%s/telemetry",
        sensors.stream().map(Registered::login).toList(),
        rate,
        warm,
        duration,
        1,
        window,
        Duration.ofMillis(1),
        connections > 2000 ? 180 : 500); // the hub lets one address in so fast
  }

  private static void print(List<Outcome> outcomes, Figures figures) {
    figures.figure("rate", median(outcomes, Outcome::rate), "msg/s");
    figures.figure("ack-rate", median(outcomes, each -> each.report().rate()), "msg/s");
    figures.figure("cpu", median(outcomes, Outcome::hubMicros), "us/msg");
    figures.figure(
        "cpu-ratio", median(outcomes, each -> each.hubMicros() / each.yardstick()), "sha256-kB");
    figures.figure("generator-cpu", median(outcomes, Outcome::generatorMicros), "us/msg");
    figures.figure("refused", median(outcomes, each -> each.taken().refused()), "messages");
    figures.figure("lag", median(outcomes, Outcome::lag), "messages");
    figures.figure("history-lag", median(outcomes, Outcome::historyLag), "messages");
    figures.figure("ack-p50", median(outcomes, each -> each.report().millis(50)), "ms");
    figures.figure("ack-p99", median(outcomes, each -> each.report().millis(99)), "ms");
    figures.figure("catch-up", median(outcomes, Outcome::catchUp), "s");
  }

  private static double median(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
    return Figures.median(outcomes.stream().mapToDouble(figure).toArray());
  }
}
