package io.fengsui.hub.cli;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** What is registered, and how each device does. */
final class DeviceQueries {
  private DeviceQueries() {}

  @Command(name = "list", sortOptions = false)
  static final class Listing implements Runnable {
    private final Fengsui fengsui;

    @Option(names = "--health", paramLabel = "HEALTH", defaultValue = "")
    private String health = "";

    @Option(names = "--type", paramLabel = "TYPE", defaultValue = "")
    private String type = "";

    @Option(names = "--grid", paramLabel = "GRID", defaultValue = "")
    private String grid = "";

    @Option(names = "--search", paramLabel = "TEXT", defaultValue = "")
    private String search = "";

    @Mixin private final Paging paging = new Paging();

    @Option(names = "--size", paramLabel = "N", defaultValue = "50")
    private int size = 50;

    Listing(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer =
          fengsui
              .hub()
              .get(
                  "/api/devices",
                  Map.of(
                      "health", health.toUpperCase(Locale.ROOT),
                      "type", type,
                      "grid", grid,
                      "q", search,
                      "page", paging.index(),
                      "size", size));
      if (screen.tookAsJson(answer)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              3,
              texts.get("column.id"),
              texts.get("column.health"),
              texts.get("column.heard"),
              texts.get("column.name"),
              texts.get("column.type"),
              texts.get("column.place"));
      for (JsonNode device : answer.path("items")) {
        String state = device.path("health").asString("");
        table.row(
            Table.Cell.of(device.path("id").asString("")),
            new Table.Cell(texts.word("health", state), Paint.ofHealth(state)),
            Table.Cell.of(screen.ago(device.path("lastHeardAt"))),
            Table.Cell.of(device.path("name").asString("")),
            Table.Cell.of(texts.of(device.path("typeName"))),
            Table.Cell.of(Screen.place(device.path("place"))));
      }
      screen.page(table, answer);
      screen.say(
          "device.counts",
          answer
              .path("counts")
              .propertyStream()
              .map(count -> texts.word("health", count.getKey()) + " " + count.getValue().asInt())
              .collect(Collectors.joining(", ")));
    }
  }

  @Command(name = "show")
  static final class Show implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "ID", descriptionKey = "device.id")
    private String id = "";

    Show(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode device = fengsui.hub().get("/api/devices/" + HubClient.encode(id));
      if (screen.tookAsJson(device)) {
        return;
      }
      Texts texts = screen.texts();
      JsonNode at = device.path("at");
      screen.facts(
          "column.id", device.path("id").asString(""),
          "column.name", device.path("name").asString(""),
          "column.type", texts.of(device.path("typeName")),
          "column.state", texts.word("state", device.path("state").asString("")),
          "column.health",
              texts.word("health", device.path("health").asString(""))
                  + reason(texts.of(device.path("healthReason"))),
          "column.heard", screen.ago(device.path("lastHeardAt")),
          "fact.link", device.path("link").asString(""),
          "fact.parent", device.path("parent").asString(""),
          "fact.grid", device.path("grid").asString(""),
          "fact.place", Screen.place(device.path("place")),
          "fact.position",
              at.isObject()
                  ? String.format(
                      Locale.ROOT,
                      "%.6f,%.6f (WGS 84)",
                      at.path("latitude").asDouble(),
                      at.path("longitude").asDouble())
                  : "",
          "fact.supervision", device.path("supervision").asString(""),
          "fact.tags", tags(device.path("tags")),
          "fact.registered", screen.time(device.path("registeredAt")),
          "fact.installer", device.path("installer").asString(""));
      screen.readings(device.path("latest"));
    }

    private static String tags(JsonNode tags) {
      return tags.valueStream().map(tag -> tag.asString("")).collect(Collectors.joining(" "));
    }

    private static String reason(String reason) {
      return reason.isEmpty() ? "" : " · " + reason;
    }
  }

  @Command(name = "types")
  static final class Types implements Runnable {
    private final Fengsui fengsui;

    Types(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer = fengsui.hub().get("/api/device-types");
      if (screen.tookAsJson(answer)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              texts.get("column.type"),
              texts.get("column.name"),
              texts.get("column.lane"),
              texts.get("fact.supervision"));
      for (JsonNode type : answer) {
        table.row(
            Table.Cell.of(type.path("key").asString("")),
            Table.Cell.of(type.path(texts.language()).asString("")),
            Table.Cell.of(type.path("lane").asString("")),
            Table.Cell.of(type.path("supervision").asString("")));
      }
      screen.show(table);
    }
  }
}
