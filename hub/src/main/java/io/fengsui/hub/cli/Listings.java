package io.fengsui.hub.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Events, tasks and links. */
final class Listings {
  private Listings() {}

  @Command(name = "list")
  static final class Events implements Runnable {
    private final Fengsui fengsui;

    @Option(names = "--state", paramLabel = "STATE", defaultValue = "")
    private String state = "";

    @Option(names = "--severity", paramLabel = "I…IV", defaultValue = "")
    private String severity = "";

    @Mixin private final Paging paging = new Paging();

    Events(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      Map<String, ?> query =
          Map.of(
              "state", state,
              "severity", severity.toUpperCase(Locale.ROOT),
              "page", paging.index());
      JsonNode answer = fengsui.hub().get("/api/events", query);
      if (screen.tookAsJson(answer)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              4,
              texts.get("column.id"),
              texts.get("column.severity"),
              texts.get("column.state"),
              texts.get("column.raised"),
              texts.get("column.what"),
              texts.get("column.device"));
      for (JsonNode event : answer.path("items")) {
        table.row(
            Table.Cell.of(event.path("id").asString("")),
            severity(event),
            Table.Cell.of(texts.word("state", event.path("state").asString(""))),
            Table.Cell.of(screen.time(event.path("raisedAt"))),
            Table.Cell.of(texts.of(event.path("title"))),
            Table.Cell.of(event.path("subject").path("name").asString("")));
      }
      screen.page(table, answer);
    }
  }

  @Command(name = "show")
  static final class Event implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "ID", descriptionKey = "event.id")
    private String id = "";

    Event(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode event = fengsui.hub().get("/api/events/" + HubClient.encode(id));
      if (screen.tookAsJson(event)) {
        return;
      }
      Texts texts = screen.texts();
      screen.facts(
          "column.id", event.path("id").asString(""),
          "column.what", texts.of(event.path("title")),
          "column.severity", severityOf(event),
          "column.state", texts.word("state", event.path("state").asString("")),
          "column.device",
              event.path("subject").path("name").asString("")
                  + " ("
                  + event.path("subject").path("id").asString("")
                  + ")",
          "fact.place", Screen.place(event.path("place")),
          "column.raised", screen.time(event.path("raisedAt")),
          "fact.escalated", screen.time(event.path("escalatedAt")),
          "fact.cleared", screen.time(event.path("clearedAt")),
          "fact.recurrences", event.path("recurrences").asString(""),
          "fact.rule", event.path("rule").asString(""),
          "fact.task", event.path("taskId").asString(""),
          "fact.follows", event.path("primary").asString(""),
          "fact.continues", event.path("continues").asString(""),
          "fact.also", also(event));
      screen.readings(event.path("evidence"));
    }
  }

  @Command(name = "list")
  static final class Tasks implements Runnable {
    private final Fengsui fengsui;

    @Option(names = "--state", paramLabel = "open|mine|closed", defaultValue = "open")
    private String state = "open";

    @Mixin private final Paging paging = new Paging();

    Tasks(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer =
          fengsui.hub().get("/api/tasks", Map.of("state", state, "page", paging.index()));
      if (screen.tookAsJson(answer)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              4,
              texts.get("column.id"),
              texts.get("column.severity"),
              texts.get("column.state"),
              texts.get("column.created"),
              texts.get("column.what"),
              texts.get("column.place"),
              texts.get("column.assignee"));
      for (JsonNode task : answer.path("items")) {
        JsonNode event = task.path("event");
        table.row(
            Table.Cell.of(task.path("id").asString("")),
            severity(event),
            Table.Cell.of(texts.word("task", task.path("state").asString(""))),
            Table.Cell.of(screen.ago(task.path("createdAt"))),
            Table.Cell.of(texts.of(event.path("title"))),
            Table.Cell.of(whereabouts(event)),
            Table.Cell.of(task.path("assignee").asString("")));
      }
      screen.page(table, answer);
    }
  }

  @Command(name = "list")
  static final class Links implements Runnable {
    private final Fengsui fengsui;

    Links(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer = fengsui.hub().get("/api/links");
      if (screen.tookAsJson(answer)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              6,
              texts.get("column.link"),
              texts.get("column.protocol"),
              texts.get("column.status"),
              texts.get("column.devices"),
              texts.get("column.accepted"),
              texts.get("column.rejected"),
              texts.get("column.detail"));
      for (JsonNode link : answer) {
        String status = link.path("status").asString("");
        table.row(
            Table.Cell.of(link.path("name").asString("")),
            Table.Cell.of(link.path("protocol").asString("")),
            new Table.Cell(texts.word("link", status), Paint.ofHealth(status)),
            Table.Cell.of(link.path("devices").asString("")),
            Table.Cell.of(link.path("accepted").asString("")),
            Table.Cell.of(link.path("rejected").asString("")),
            Table.Cell.of(texts.of(link.path("detail"))));
      }
      screen.show(table);
    }
  }

  private static Table.Cell severity(JsonNode event) {
    return new Table.Cell(severityOf(event), Paint.ofSeverity(event.path("severity").asString("")));
  }

  /** With an arrow if it grew to that. */
  private static String severityOf(JsonNode event) {
    return event.path("severity").asString("") + (event.hasNonNull("escalatedAt") ? "\u2191" : "");
  }

  /** The names of those whose alarms follow this one and still sound. */
  private static String also(JsonNode event) {
    return event
        .path("also")
        .valueStream()
        .filter(other -> other.path("active").asBoolean(false))
        .map(other -> other.path("subject").path("name").asString(""))
        .collect(Collectors.joining(", "));
  }

  /** The place, else the name of the device: an officer must see where to go. */
  private static String whereabouts(JsonNode event) {
    String place = Screen.place(event.path("place"));
    return place.isEmpty() ? event.path("subject").path("name").asString("") : place;
  }
}
