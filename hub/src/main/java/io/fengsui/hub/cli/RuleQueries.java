package io.fengsui.hub.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The rules that a hub runs, where their alarms stand, and why. */
final class RuleQueries {
  private RuleQueries() {}

  @Command(name = "list")
  static final class Listing implements Runnable {
    private final Fengsui fengsui;

    Listing(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer = fengsui.hub().get("/api/rules");
      if (screen.tookAsJson(answer)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              5,
              texts.get("column.rule"),
              texts.get("column.severity"),
              texts.get("rule.column.up"),
              texts.get("rule.column.pending"),
              texts.get("rule.column.raised"),
              texts.get("column.what"),
              texts.get("rule.column.file"));
      for (JsonNode rule : answer.path("items")) {
        JsonNode counts = rule.path("counts");
        boolean shadow = rule.path("mode").asString("").equals("shadow");
        table.row(
            Table.Cell.of(rule.path("id").asString("")),
            Table.Cell.of(severities(rule)),
            new Table.Cell(
                counts.path("up").asString(""),
                counts.path("up").asLong() > 0 ? Paint.RED : Paint.PLAIN),
            Table.Cell.of(counts.path("pending").asString("")),
            Table.Cell.of(counts.path("raised").asString("")),
            Table.Cell.of(
                texts.of(rule.path("title")) + (shadow ? texts.get("rule.in-shadow") : "")),
            Table.Cell.of(rule.path("file").asString("")));
      }
      screen.page(table, answer);
      screen.say(
          answer.path("version").asInt() == 0 ? "rule.as-shipped" : "rule.version",
          answer.path("version").asInt() == 0
              ? new Object[0]
              : new Object[] {answer.path("version").asInt()});
    }
  }

  @Command(name = "show")
  static final class Show implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "ID", descriptionKey = "rule.id")
    private String id = "";

    Show(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode rule = fengsui.hub().get("/api/rules/" + HubClient.encode(id));
      if (screen.tookAsJson(rule)) {
        return;
      }
      Texts texts = screen.texts();
      JsonNode counts = rule.path("counts");
      screen.facts(
          "column.rule", rule.path("id").asString(""),
          "column.what", texts.of(rule.path("title")),
          "column.severity", severities(rule),
          "rule.fact.per", texts.word("per", rule.path("per").asString("")),
          "rule.fact.mode", texts.word("mode", rule.path("mode").asString("")),
          "rule.column.file",
              rule.path("file").asString("")
                  + " · "
                  + texts.word("layer", rule.path("layer").asString("")),
          "rule.fact.counts",
              texts.get(
                  "rule.counts",
                  counts.path("up").asString(""),
                  counts.path("pending").asString(""),
                  counts.path("raised").asString(""),
                  counts.path("cleared").asString("")),
          "rule.fact.since", screen.time(counts.path("since")));
      screen.lines("\n" + rule.path("definition").asString(""));
      if (!rule.path("subjects").isEmpty()) {
        screen.lines("");
        screen.show(subjects(screen, rule.path("subjects")));
      }
      if (!rule.path("last").isEmpty()) {
        screen.lines("");
        screen.say("rule.shadow.last");
        screen.show(last(screen, rule.path("last")));
      }
    }

    private static Table subjects(Screen screen, JsonNode subjects) {
      Texts texts = screen.texts();
      Table table =
          new Table(
              texts.get("column.device"),
              texts.get("column.state"),
              texts.get("rule.fact.since"),
              texts.get("column.severity"),
              texts.get("column.name"));
      for (JsonNode subject : subjects) {
        table.row(
            Table.Cell.of(subject.path("subject").asString("")),
            Table.Cell.of(texts.word("standing", subject.path("standing").asString(""))),
            Table.Cell.of(screen.time(subject.path("since"))),
            Table.Cell.of(subject.path("severity").asString("")),
            Table.Cell.of(subject.path("name").asString("")));
      }
      return table;
    }

    private static Table last(Screen screen, JsonNode last) {
      Texts texts = screen.texts();
      Table table =
          new Table(
              texts.get("column.at"),
              texts.get("column.what"),
              texts.get("column.severity"),
              texts.get("column.device"));
      for (JsonNode doing : last) {
        table.row(
            Table.Cell.of(screen.time(doing.path("at"))),
            Table.Cell.of(texts.word("doing", doing.path("what").asString(""))),
            Table.Cell.of(doing.path("severity").asString("")),
            Table.Cell.of(doing.path("subject").asString("")));
      }
      return table;
    }
  }

  @Command(name = "explain")
  static final class Explain implements Runnable {
    private final Fengsui fengsui;

    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "rule.id")
    private String id = "";

    @Parameters(index = "1", paramLabel = "DEVICE", descriptionKey = "rule.subject")
    private String subject = "";

    Explain(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer =
          fengsui
              .hub()
              .get("/api/rules/" + HubClient.encode(id) + "/explain", Map.of("subject", subject));
      if (screen.tookAsJson(answer)) {
        return;
      }
      for (JsonNode sentence : answer.path("sentences")) {
        screen.lines(screen.texts().of(sentence));
      }
    }
  }

  @Command(name = "history")
  static final class History implements Runnable {
    private final Fengsui fengsui;

    @Mixin private final Paging paging = new Paging();

    History(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer = fengsui.hub().get("/api/rules/versions", Map.of("page", paging.index()));
      if (screen.tookAsJson(answer)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              3,
              texts.get("rule.column.version"),
              texts.get("column.at"),
              texts.get("rule.column.author"),
              texts.get("column.what"),
              texts.get("column.reason"));
      for (JsonNode version : answer.path("items")) {
        boolean active = version.path("active").asBoolean();
        table.row(
            new Table.Cell(
                version.path("version").asString("") + (active ? " *" : ""),
                active ? Paint.GREEN : Paint.PLAIN),
            Table.Cell.of(screen.time(version.path("at"))),
            Table.Cell.of(version.path("author").asString("")),
            Table.Cell.of(texts.word("rule.change", version.path("change").asString(""))),
            Table.Cell.of(version.path("reason").asString("")));
      }
      screen.page(table, answer);
    }
  }

  private static String severities(JsonNode rule) {
    List<String> all =
        rule.path("severities").valueStream().map(each -> each.asString("")).toList();
    return all.stream().collect(Collectors.joining("→"));
  }
}
