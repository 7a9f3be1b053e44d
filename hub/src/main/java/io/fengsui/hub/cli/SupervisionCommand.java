package io.fengsui.hub.cli;

import java.util.Locale;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Tells how long it takes until a lost device is told, by class. */
@Command(name = "supervision")
final class SupervisionCommand implements Runnable {
  private final Fengsui fengsui;

  SupervisionCommand(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    JsonNode answer = fengsui.hub().get("/api/supervision");
    if (screen.tookAsJson(answer)) {
      return;
    }
    Texts texts = screen.texts();
    Table table =
        new Table(
            texts.get("fact.supervision"),
            texts.get("column.devices"),
            texts.get("column.silences"),
            "p50",
            "p99",
            texts.get("column.max"),
            texts.get("column.over"));
    for (JsonNode each : answer.path("classes")) {
      table.row(
          Table.Cell.of(each.path("supervision").asString("")),
          Table.Cell.of(each.path("devices").asString("")),
          Table.Cell.of(each.path("count").asString("")),
          Table.Cell.of(seconds(each.path("p50"))),
          Table.Cell.of(seconds(each.path("p99"))),
          Table.Cell.of(seconds(each.path("max"))),
          Table.Cell.of(each.path("over").asString("")));
    }
    screen.show(table);
  }

  private static String seconds(JsonNode millis) {
    return millis.isNumber() ? String.format(Locale.ROOT, "%.1f s", millis.asLong() / 1e3) : "";
  }
}
