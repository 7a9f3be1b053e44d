package io.fengsui.hub.cli;

import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows records of a lane, a line each, and goes on with those that come. */
@Command(name = "tail", sortOptions = false)
final class BusTail implements Runnable {
  private static final int PAGE = 500;
  private static final int WAIT_SECONDS = 10;

  private final Fengsui fengsui;

  @Parameters(paramLabel = "LANE", defaultValue = "telemetry", descriptionKey = "bus.lane")
  private String lane = "";

  @Option(
      names = {"-f", "--follow"},
      descriptionKey = "bus.follow")
  private boolean follow;

  @Option(names = "--from", paramLabel = "WHERE", defaultValue = "", descriptionKey = "bus.from")
  private String from = "";

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "20",
      descriptionKey = "bus.lines")
  private int lines = 20;

  BusTail(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    HubClient hub = fengsui.hub();
    String path = "/api/bus/" + HubClient.encode(lane) + "/records";
    String where = from.isEmpty() ? "" : screen.moment(from);
    int left = lines;
    while (follow || left > 0) {
      JsonNode answer =
          hub.get(
              path,
              Map.of(
                  "from", where,
                  "limit", follow && !where.isEmpty() ? PAGE : Math.min(PAGE, left),
                  "wait", follow && !where.isEmpty() ? WAIT_SECONDS : 0));
      for (JsonNode record : answer.path("items")) {
        screen.line(record, () -> line(screen, record));
      }
      left -= Math.max(1, answer.path("items").size());
      where = answer.path("next").asString("");
      if (!follow && answer.path("items").isEmpty()) {
        return;
      }
    }
  }

  private static String line(Screen screen, JsonNode record) {
    String values =
        record
            .path("values")
            .propertyStream()
            .map(value -> value.getKey() + "=" + value.getValue().asString(""))
            .collect(Collectors.joining("  "));
    String what =
        switch (record.path("kind").asString("")) {
          case "resumed" -> screen.texts().get("bus.resumed", screen.time(record.path("since")));
          case "missing" ->
              screen
                  .texts()
                  .get(
                      "bus.missing",
                      record.path("records").asLong(),
                      record.path("why").asString(""));
          case "telemetry" -> values;
          case "occurrence" -> (record.path("type").asString("") + "  " + values).strip();
          default -> record.path("kind").asString("");
        };
    return String.join(
        "  ",
        record.path("position").asString(""),
        screen.time(record.path("at")),
        record.path("device").asString("-"),
        what);
  }
}
