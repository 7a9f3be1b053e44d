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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** {@code bench rehearse}: days of many devices, played to a changed rule. */
@Command(
    name = "rehearse",
    mixinStandardHelpOptions = true,
    description = {
      "Sends a reading a minute of many devices through the hub, whose own times are spread over",
      "the last days, then rehearses a rule with a lower threshold beside 200 others. Checks that",
      "each device's alarm comes earlier, by as much as it must."
    })
final class RehearseBench implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration CATCH_UP = Duration.ofMinutes(20);
  private static final Duration LONGEST_FILL = Duration.ofHours(1);
  private static final int RULES = 200;
  private static final int MINUTES_A_DAY = 24 * 60;
  private static final double FIRST = 22;
  private static final double STEP = 1e-6;

  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--devices", defaultValue = "1000")
  private int devices;

  @Option(names = "--days", defaultValue = "7")
  private int days;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "messages/s to fill it; 0 = all it takes")
  private double rate;

  @Option(names = "--times", defaultValue = "3", description = "rehearsals; the middle one counts")
  private int times;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var figures = new Figures(System.out, "rehearse");
    return hub.inFreshFolder(
        data -> {
          Path folder = Files.createTempDirectory("rehearse-rules-");
          try {
            String rules = RuleSet.write(folder.resolve("load.yaml"), RULES);
            Path warm = Files.writeString(folder.resolve("warm.yaml"), warm(most() * 6 / 10));
            try (var running = hub.start(data, List.of(rules + "," + warm))) {
              return measure(running, figures);
            }
          } finally {
            HubOptions.delete(folder);
          }
        });
  }

  private int measure(HubProcess running, Figures figures)
      throws IOException, InterruptedException {
    var api = running.api();
    var sensors = Enrolment.of(api, LoadCommand.sensors(devices));
    var until = Instant.now(Clock.systemUTC());
    long began = System.nanoTime();
    fill(running, sensors, until.minus(Duration.ofDays(days)));
    Lag.awaitAll(api, CATCH_UP);
    figures.figure("fill", (System.nanoTime() - began) / 1e9, "s");
    var seconds = new double[times];
    JsonNode result = MissingNode.getInstance();
    for (int i = 0; i < times; i++) {
      result = rehearse(api, until);
      seconds[i] = result.path("seconds").asDouble();
    }
    long records = result.path("records").asLong();
    figures.figure("records", (double) records, "records");
    figures.figure("seconds", Figures.median(seconds), "s");
    figures.figure("rate", records / Figures.median(seconds), "records/s");
    return isRight(result, figures) ? 0 : 1;
  }

  private JsonNode rehearse(HubApi api, Instant until) throws IOException, InterruptedException {
    var lines = new ArrayList<JsonNode>();
    var order =
        Map.of(
            "files",
            Map.of("warm.yaml", warm(most() * 5 / 10)),
            "from",
            until.minus(Duration.ofDays(days)).toString(),
            "to",
            until.toString());
    api.lines("/api/rules/rehearse", order, line -> lines.add(JSON.readTree(line)));
    if (lines.isEmpty() || !lines.getLast().has("result")) {
      throw new IOException("the rehearsal did not end well: " + lines);
    }
    return lines.getLast().path("result");
  }

  /** Each device's alarm must come earlier, and by a tenth of the time. */
  private boolean isRight(JsonNode result, Figures figures) {
    JsonNode rule = result.at("/rules/0");
    double minutes = rule.path("earlierBySeconds").asDouble() / 60;
    figures.say(
        "rule %s: raised %d, before %d, earlier %d by %.1f minutes; %s"
            .formatted(
                rule.path("id").asString(""),
                rule.at("/candidate/raised").asLong(),
                rule.at("/running/raised").asLong(),
                rule.path("earlier").asLong(),
                minutes,
                result.path("parts")));
    return rule.path("earlier").asLong() == devices
        && Math.round(minutes) == most() / 10
        && result.path("records").asLong() >= (long) devices * most();
  }

  /** Readings of one device. */
  private int most() {
    return days * MINUTES_A_DAY;
  }

  /** A rule that each device meets with this reading of its, counted from 0, and ever after. */
  private static String warm(int reading) {
    return String.format(
        Locale.ROOT,
        """
        rules:
          warm:
            title: { zh: 变热, en: Warm }
            types: [environment-sensor]
            when: { metric: temperature, above: %.7f }
            severity: IV
            category: environment
            advice: { zh: 查看现场, en: Have a look }
        """,
        FIRST + (reading - 0.5) * STEP);
  }

  /** All that each device said in these days, as fast as the hub takes it. */
  private void fill(HubProcess running, List<Registered> sensors, Instant from) throws IOException {
    var plan =
        new Plan(
                running.mqtt(),
                "hub/street/%s/telemetry",
                sensors.stream().map(Registered::login).toList(),
                rate,
                Duration.ZERO,
                LONGEST_FILL,
                1,
                64,
                Duration.ofMillis(1),
                500)
            .with(new Plan.Past(Duration.ofMinutes(1), most()));
    try (var load = new LoadRun(plan, InstantSource.fixed(from), Complaints::tell)) {
      load.open().run();
    }
  }
}
