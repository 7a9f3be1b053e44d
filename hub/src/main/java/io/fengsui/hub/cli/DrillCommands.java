package io.fengsui.hub.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Test alarms that the hub raises itself and follows to the desk. */
final class DrillCommands {
  private static final String PATH = "/api/drills";

  private DrillCommands() {}

  /** Runs drills now; one that does not come through is exit status 1. */
  @Command(name = "run")
  static final class Run implements Runnable {
    private final Fengsui fengsui;

    @Option(names = "--street", paramLabel = "TEXT", descriptionKey = "drill.street")
    private @Nullable String street;

    Run(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      HubClient hub = fengsui.hub();
      List<String> missed = new ArrayList<>();
      for (String each : streets(hub)) {
        JsonNode drill =
            hub.post(
                PATH + "/run",
                Map.of("street", each),
                HubClient.PATIENCE.plus(Duration.ofMinutes(1)));
        boolean passed = drill.path("passed").asBoolean(false);
        screen.line(
            drill,
            () ->
                passed
                    ? screen.texts().get("drill.passed", each, drill.path("afterMillis").asLong())
                    : screen.texts().get("drill.missed", each, reason(screen.texts(), drill)));
        if (!passed) {
          missed.add(each);
        }
      }
      if (!missed.isEmpty()) {
        throw new Refusal(screen.texts().get("drill.failed", String.join(", ", missed)), "");
      }
    }

    private List<String> streets(HubClient hub) {
      return street != null
          ? List.of(street)
          : hub.get(PATH).path("streets").valueStream().map(each -> each.asString("")).toList();
    }
  }

  @Command(name = "list")
  static final class Listing implements Runnable {
    private final Fengsui fengsui;

    Listing(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer = fengsui.hub().get(PATH);
      if (screen.tookAsJson(answer)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(texts.get("column.street"), texts.get("column.at"), texts.get("column.result"));
      for (JsonNode drill : answer.path("items")) {
        table.row(
            Table.Cell.of(drill.path("street").asString("")),
            Table.Cell.of(screen.time(drill.path("beganAt"))),
            Table.Cell.of(
                drill.path("passed").asBoolean(false)
                    ? drill.path("afterMillis").asLong() + " ms"
                    : reason(texts, drill)));
      }
      screen.page(table, answer);
    }
  }

  private static String reason(Texts texts, JsonNode drill) {
    return drill.hasNonNull("passed")
        ? texts.word("drill.reason", drill.path("reason").asString(""))
        : texts.get("drill.runs");
  }
}
