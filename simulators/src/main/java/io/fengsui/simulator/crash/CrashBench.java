package io.fengsui.simulator.crash;

import io.fengsui.simulator.target.Figures;
import io.fengsui.simulator.target.HubOptions;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench crash}: faults under load, again and again; nothing lost, nothing doubled. */
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description = {
      "Lets a hub under load meet faults that are drawn from a seed, and compares what was",
      "acknowledged with its bus, its events, their history and the tasks.",
      "Faults: kill, database, broker, pause, full-disk, slow-disk, power-loss, clock, network."
    })
public final class CrashBench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;
  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--rounds", defaultValue = "20")
  private int rounds;

  @Option(names = "--seed", description = "draws the same campaign again")
  private @Nullable Long seed;

  @Option(names = "--faults", split = ",", description = "only these kinds; all if left out")
  private List<String> faults = List.of();

  @Option(
      names = "--history",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "compare the history as well (--no-history: do not)")
  private boolean history;

  @Option(names = "--keep", description = "keep the folder also when all was well")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "crash");
    long drawn = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
    var plan = CampaignPlan.of(rounds, drawn, available(figures));
    figures.say(
        "seed %d, faults %s"
            .formatted(
                drawn,
                String.join(",", plan.faults().stream().map(FaultKind::key).sorted().toList())));
    var folder = hub.freshFolder();
    boolean clean = false;
    try {
      var campaign =
          new Campaign(hub.command(), hub.settings(), folder, plan, history, figures::say);
      var verdict = campaign.run();
      clean = verdict.clean();
      return print(verdict, figures);
    } finally {
      if (clean && !keep) {
        HubOptions.delete(folder);
      } else {
        figures.say("seed %d; its files are kept in %s".formatted(drawn, folder));
      }
    }
  }

  /** What was asked for and can be had here; what cannot is said by name. */
  private Set<FaultKind> available(Figures figures) {
    var kinds = faults.isEmpty() ? EnumSet.allOf(FaultKind.class) : EnumSet.noneOf(FaultKind.class);
    for (var each : faults) {
      kinds.add(
          FaultKind.of(each)
              .orElseThrow(
                  () ->
                      new ParameterException(
                          Objects.requireNonNull(spec).commandLine(),
                          "no fault is called '" + each + "'")));
    }
    for (var kind : EnumSet.copyOf(kinds)) {
      var why = Ground.missing(kind);
      if (why.isPresent()) {
        figures.say("fault %s is left out: %s".formatted(kind.key(), why.get()));
        kinds.remove(kind);
      }
    }
    return kinds;
  }

  private int print(CrashVerdict verdict, Figures figures) {
    if (!verdict.clean()) {
      figures.say("FIRST DIFFERENCE " + verdict.differences().getFirst());
    }
    verdict.differences().stream().skip(1).forEach(figures::say);
    figures.figure("rounds", rounds, "rounds");
    figures.figure("acknowledged", (double) verdict.acknowledged(), "messages");
    figures.figure("rate", verdict.perSecond(), "msg/s");
    figures.figure("alarms", (double) verdict.changes(), "changes");
    figures.figure("forgiven", (double) verdict.forgiven(), "messages");
    figures.figure("lost", verdict.lost(), "messages");
    figures.figure("doubled", verdict.doubled(), "effects");
    figures.figure("uncalled-for", verdict.uncalledFor(), "effects");
    return verdict.clean() ? 0 : 1;
  }
}
