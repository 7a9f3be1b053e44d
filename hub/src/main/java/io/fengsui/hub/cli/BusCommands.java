package io.fengsui.hub.cli;

import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The log between the links and all that reads: how it is, and whether it is whole. */
final class BusCommands {
  private BusCommands() {}

  @Command(name = "status")
  static final class Status implements Runnable {
    private final Fengsui fengsui;

    Status(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode lanes = fengsui.hub().get("/api/bus");
      if (screen.tookAsJson(lanes)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              texts.get("column.lane"),
              texts.get("bus.column.positions"),
              texts.get("bus.column.size"),
              texts.get("bus.column.queued"),
              texts.get("bus.column.missing"),
              texts.get("bus.column.newest"));
      Table groups =
          new Table(
              2,
              texts.get("column.lane"),
              texts.get("bus.column.group"),
              texts.get("bus.column.done"),
              texts.get("bus.column.lag"),
              texts.get("column.state"));
      for (JsonNode lane : lanes) {
        String name = lane.path("lane").asString("");
        table.row(
            Table.Cell.of(name),
            Table.Cell.of(lane.path("first").asLong() + " – " + lane.path("end").asLong()),
            Table.Cell.of(megabytes(lane.path("bytes").asLong())),
            Table.Cell.of(lane.path("queued").asString("")),
            new Table.Cell(
                lane.path("missing").asString(""),
                lane.path("missing").asLong() > 0 ? Paint.RED : Paint.PLAIN),
            Table.Cell.of(screen.time(lane.path("lastAt"))));
        for (JsonNode group : lane.path("groups")) {
          groups.row(
              Table.Cell.of(name),
              Table.Cell.of(group.path("name").asString("")),
              Table.Cell.of(group.path("committed").asString("")),
              Table.Cell.of(group.path("lag").asString("")),
              state(group, texts));
        }
      }
      screen.show(table);
      screen.show(groups);
      for (JsonNode lane : lanes) {
        screen.say("bus.detail", lane.path("lane").asString(""), lane.path("detail").asString(""));
      }
    }

    private static Table.Cell state(JsonNode group, Texts texts) {
      if (group.path("holding").asBoolean()) {
        return new Table.Cell(texts.get("bus.holding"), Paint.RED);
      }
      return Table.Cell.of(
          texts.get(group.path("reading").asBoolean() ? "bus.reading" : "bus.idle"));
    }
  }

  @Command(name = "verify")
  static final class Verify implements Runnable {
    private final Fengsui fengsui;

    Verify(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      var found = new BusVerification(screen);
      fengsui.hub().lines("/api/bus/verify", found::take);
      found.finish();
    }
  }

  @Command(name = "drop-group")
  static final class Drop implements Runnable {
    private final Fengsui fengsui;

    @Parameters(index = "0", paramLabel = "LANE", descriptionKey = "bus.lane")
    private String lane = "";

    @Parameters(index = "1", paramLabel = "GROUP", descriptionKey = "bus.group")
    private String group = "";

    Drop(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer =
          fengsui
              .hub()
              .delete("/api/bus/" + HubClient.encode(lane) + "/groups/" + HubClient.encode(group));
      if (!screen.tookAsJson(answer)) {
        screen.say("bus.dropped", group, lane);
      }
    }
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
