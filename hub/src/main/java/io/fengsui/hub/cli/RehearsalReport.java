package io.fengsui.hub.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What rules would have done, for people: a table, examples, and what stands behind them. */
final class RehearsalReport {

  private static final List<String> KINDS =
      List.of("gained", "lost", "earlier", "later", "graver", "milder");

  private final Screen screen;
  private final Texts texts;
  private final JsonNode result;

  /**
   * @param result as the hub told it
   */
  RehearsalReport(Screen screen, JsonNode result) {
    this.screen = screen;
    this.texts = screen.texts();
    this.result = result;
  }

  void show() {
    List<JsonNode> tried = rules(false);
    List<JsonNode> beside = rules(true);
    if (!tried.isEmpty()) {
      screen.show(counts(tried));
    }
    if (!beside.isEmpty()) {
      long raised = beside.stream().mapToLong(rule -> rule.at("/running/raised").asLong()).sum();
      say(texts.get("rehearse.beside", beside.size(), raised));
    }
    Table examples = examples();
    if (tried.stream().anyMatch(rule -> !rule.path("examples").isEmpty())) {
      say("");
      screen.show(examples);
    } else {
      say(texts.get("rehearse.alike"));
    }
    say("");
    unheard(tried);
    sources();
  }

  private List<JsonNode> rules(boolean beside) {
    return result
        .path("rules")
        .valueStream()
        .filter(rule -> rule.path("novelty").asString("").equals("beside") == beside)
        .toList();
  }

  private void say(String text) {
    screen.paragraph(text, Paint.PLAIN);
  }

  private Table counts(List<JsonNode> rules) {
    Table table =
        new Table(
            0,
            texts.get("rehearse.column.rule"),
            texts.get("rehearse.column.candidate"),
            texts.get("rehearse.column.running"),
            texts.get("rehearse.gained"),
            texts.get("rehearse.lost"),
            texts.get("rehearse.earlier"),
            texts.get("rehearse.later"));
    for (JsonNode rule : rules) {
      String novelty = rule.path("novelty").asString("");
      table.row(
          Table.Cell.of(rule.path("id").asString("")),
          Table.Cell.of(novelty.equals("removed") ? "–" : pair(rule.path("candidate"))),
          Table.Cell.of(novelty.equals("new") ? "–" : pair(rule.path("running"))),
          count(rule, "gained", Paint.ORANGE),
          count(rule, "lost", Paint.RED),
          shifted(rule, "earlier"),
          shifted(rule, "later"));
    }
    return table;
  }

  private static String pair(JsonNode counts) {
    return counts.path("raised").asLong() + "/" + counts.path("cleared").asLong();
  }

  private static Table.Cell count(JsonNode rule, String kind, Paint paint) {
    long count = rule.path(kind).asLong();
    return count == 0 ? Table.Cell.of("") : new Table.Cell(RehearsalTold.number(count), paint);
  }

  private Table.Cell shifted(JsonNode rule, String kind) {
    long count = rule.path(kind).asLong();
    return Table.Cell.of(
        count == 0
            ? ""
            : RehearsalTold.number(count) + " ~" + span(rule.path(kind + "BySeconds").asDouble()));
  }

  private Table examples() {
    Table table =
        new Table(
            2,
            texts.get("column.at"),
            texts.get("rehearse.column.what"),
            texts.get("rehearse.column.rule"),
            texts.get("rehearse.column.level"),
            texts.get("rehearse.column.subject"));
    for (JsonNode rule : rules(false)) {
      for (JsonNode example : rule.path("examples")) {
        String severity = example.path("severity").asString("");
        table.row(
            Table.Cell.of(screen.time(example.path("at"))),
            Table.Cell.of(what(example)),
            Table.Cell.of(rule.path("id").asString("")),
            new Table.Cell(severity, Paint.ofSeverity(severity)),
            Table.Cell.of(subject(example)));
      }
    }
    return table;
  }

  private String what(JsonNode example) {
    String kind = example.path("kind").asString("");
    String word = KINDS.contains(kind) ? texts.get("rehearse." + kind) : kind;
    double seconds = example.path("seconds").asDouble();
    return seconds > 0 ? word + " " + span(seconds) : word;
  }

  private static String subject(JsonNode example) {
    String id = example.path("subject").asString("");
    String name = example.path("name").asString("");
    return name.equals(id) ? id : name + " (" + id + ")";
  }

  private void unheard(List<JsonNode> rules) {
    for (JsonNode rule : rules) {
      String metrics =
          rule.path("unheard")
              .valueStream()
              .map(metric -> metric.asString(""))
              .collect(Collectors.joining(", "));
      if (!metrics.isEmpty()) {
        say(texts.get("rehearse.unheard", rule.path("id").asString(""), metrics));
      }
    }
  }

  private void sources() {
    List<JsonNode> parts =
        result
            .path("parts")
            .valueStream()
            .filter(part -> part.path("records").asLong() > 0)
            .toList();
    if (parts.isEmpty()) {
      say(texts.get("rehearse.empty"));
    }
    for (JsonNode part : parts) {
      say(
          texts.get(
              "rehearse.part",
              texts.word("rehearse.lane", part.path("lane").asString("")),
              screen.time(part.path("from")),
              screen.time(part.path("to")),
              texts.word("rehearse.source", part.path("source").asString("")),
              RehearsalTold.number(part.path("records").asLong())));
    }
    for (JsonNode gap : result.path("gaps")) {
      say(
          "! "
              + texts.get(
                  "rehearse.gap." + gap.path("kind").asString(""),
                  texts.word("rehearse.lane", gap.path("lane").asString("")),
                  screen.time(gap.path("from")),
                  screen.time(gap.path("to")),
                  gap.path("records").asLong(),
                  gap.path("detail").asString("")));
    }
    say(
        texts.get(
            "rehearse.done",
            screen.time(result.path("from")),
            screen.time(result.path("to")),
            RehearsalTold.number(result.path("records").asLong()),
            String.format(Locale.ROOT, "%.1f", result.path("seconds").asDouble())));
  }

  /** A short span: {@code 40s}, {@code 3m}, {@code 2h}, {@code 5d}. */
  private static String span(double seconds) {
    long whole = Math.round(seconds);
    return whole < 120
        ? whole + "s"
        : whole < 7200
            ? whole / 60 + "m"
            : whole < 172_800 ? whole / 3600 + "h" : whole / 86_400 + "d";
  }
}
