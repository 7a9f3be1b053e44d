package io.fengsui.simulator.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench crash}: kill -9 under load, again and again; nothing lost, nothing doubled. */
@Command(
    name = "crash",
    mixinStandardHelpOptions = true,
    description =
        "Kills the hub at random instants under load and checks what it had acknowledged.")
final class CrashBench implements Callable<Integer> {
  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--rounds", defaultValue = "20")
  private int rounds;

  @Option(names = "--seed", description = "draws the same instants again")
  private @Nullable Long seed;

  @Option(
      names = "--database-too",
      defaultValue = "0.25",
      description = "share of the rounds in which the database server is killed as well")
  private double databaseToo;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "crash");
    long drawn = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
    figures.say("seed %d".formatted(drawn));
    return hub.inFreshFolder(
        data -> {
          var plan = CrashPlan.of(rounds, drawn).withDatabaseToo(databaseToo);
          var test =
              new CrashRounds(hub.command(), hub.settings(), data, plan, each -> figures.say(each));
          return print(test.run(), figures);
        });
  }

  private int print(CrashVerdict verdict, Figures figures) {
    verdict.differences().forEach(each -> figures.say(each));
    figures.figure("rounds", rounds, "kills");
    figures.figure("acknowledged", (double) verdict.acknowledged(), "messages");
    figures.figure("alarms", verdict.alarms(), "alarms");
    figures.figure("lost", verdict.lost(), "messages");
    figures.figure("doubled", verdict.doubled(), "effects");
    figures.figure("uncalled-for", verdict.uncalledFor(), "subjects");
    return verdict.clean() ? 0 : 1;
  }
}
