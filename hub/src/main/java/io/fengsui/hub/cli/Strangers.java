package io.fengsui.hub.cli;

import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Who speaks on links without being registered: what an installer has only to give a name to. */
@Command(name = "strangers")
final class Strangers implements Runnable {
  private final Fengsui fengsui;

  @Parameters(arity = "0..1", paramLabel = "LINK", descriptionKey = "link.name")
  private String link = "";

  Strangers(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    JsonNode answer = fengsui.hub().get("/api/links/strangers", Map.of("link", link));
    if (screen.tookAsJson(answer)) {
      return;
    }
    if (answer.isEmpty()) {
      screen.say("link.strangers.none");
      return;
    }
    Texts texts = screen.texts();
    Table table =
        new Table(
            4,
            texts.get("column.link"),
            texts.get("column.address"),
            texts.get("column.parent"),
            texts.get("column.last-seen"),
            texts.get("column.tells"));
    for (JsonNode each : answer) {
      table.row(
          Table.Cell.of(each.path("link").asString("")),
          Table.Cell.of(each.path("address").asString("")),
          Table.Cell.of(each.path("parent").asString("")),
          Table.Cell.of(screen.ago(each.path("lastAt"))),
          Table.Cell.of(
              each.path("description").properties().stream()
                  .map(fact -> fact.getKey() + " " + fact.getValue().asString(""))
                  .collect(Collectors.joining(", "))));
    }
    screen.show(table);
    screen.say("link.strangers.next");
  }
}
