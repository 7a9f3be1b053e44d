package io.fengsui.hub.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Drills: alarms that the hub raises itself to see that they come through. */
final class DrillCommands {
  private static final Duration PATIENCE = Duration.ofMinutes(11);

  private DrillCommands() {}

  @Command(name = "list")
  static final class Listing implements Runnable {
    private final Fengsui fengsui;

    Listing(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer = fengsui.hub().get("/api/drills");
      if (screen.tookAsJson(answer)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              1,
              texts.get("column.street"),
              texts.get("column.status"),
              texts.get("column.latest"),
              texts.get("column.passed"),
              texts.get("column.detail"));
      for (JsonNode street : answer.path("streets")) {
        JsonNode last = street.path("last");
        table.row(
            Table.Cell.of(name(street)),
            outcome(texts, last),
            Table.Cell.of(screen.ago(last.path("beganAt"))),
            Table.Cell.of(screen.ago(street.path("lastPassedAt"))),
            Table.Cell.of(detail(texts, last)));
      }
      screen.show(table);
      if (answer.path("nextAt").isString()) {
        screen.say("drill.next", screen.time(answer.path("nextAt")));
      } else {
        screen.say("drill.off");
      }
    }
  }

  @Command(name = "run")
  static final class Run implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "STREET", arity = "0..*", descriptionKey = "drill.streets")
    private @Nullable List<String> streets;

    Run(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      Map<String, Object> wish = Map.of("streets", streets == null ? List.of() : streets);
      JsonNode answer = fengsui.hub().post("/api/drills/run", wish, PATIENCE);
      JsonNode items = answer.path("items");
      Texts texts = screen.texts();
      if (!screen.tookAsJson(answer)) {
        Table table =
            new Table(
                2,
                texts.get("column.street"),
                texts.get("column.status"),
                texts.get("column.detail"));
        for (JsonNode drill : items) {
          table.row(
              Table.Cell.of(name(drill)),
              outcome(texts, drill),
              Table.Cell.of(detail(texts, drill)));
        }
        screen.show(table);
      }
      long failed =
          StreamSupport.stream(items.spliterator(), false)
              .filter(drill -> !drill.path("passed").asBoolean(false))
              .count();
      if (failed > 0) {
        throw new Refusal(texts.get("drill.failures", failed), "");
      }
    }
  }

  private static String name(JsonNode of) {
    String street = of.path("street").asString("");
    return street.isEmpty() ? "–" : street;
  }

  private static Table.Cell outcome(Texts texts, JsonNode drill) {
    if (drill.isMissingNode()) {
      return Table.Cell.of(texts.get("drill.never"));
    }
    JsonNode passed = drill.path("passed");
    return passed.isMissingNode()
        ? Table.Cell.of(texts.get("drill.running"))
        : passed.asBoolean()
            ? new Table.Cell(texts.get("drill.passed"), Paint.GREEN)
            : new Table.Cell(texts.get("drill.failed"), Paint.RED);
  }

  private static String detail(Texts texts, JsonNode drill) {
    if (drill.path("detail").isObject()) {
      return texts.of(drill.path("detail"));
    }
    return drill.path("millis").isNumber()
        ? texts.get("drill.took", drill.path("millis").asLong())
        : "";
  }
}
