package io.fengsui.hub.cli;

import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Has a group read again from a position or a time on. */
@Command(name = "replay", sortOptions = false)
final class BusReplay implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Fengsui fengsui;

  @Parameters(index = "0", paramLabel = "LANE", descriptionKey = "bus.lane")
  private String lane = "";

  @Parameters(index = "1", paramLabel = "GROUP", descriptionKey = "bus.group")
  private String group = "";

  @Option(names = "--from", paramLabel = "WHERE", required = true, descriptionKey = "bus.from")
  private String from = "";

  @Option(names = "--dry-run", descriptionKey = "bus.dry-run")
  private boolean dryRun;

  @Option(names = "--wait", descriptionKey = "bus.wait")
  private boolean wait;

  BusReplay(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    String where = screen.moment(from);
    String kind = where.matches("\\d+") ? "position" : "time";
    String path =
        "/api/bus/%s/groups/%s/seek".formatted(HubClient.encode(lane), HubClient.encode(group));
    JsonNode moved = fengsui.hub().post(path, Map.of(kind, where, "dryRun", dryRun));
    boolean json = screen.tookAsJson(moved);
    if (!json) {
      screen.say(
          dryRun ? "bus.would-move" : "bus.moved",
          group,
          moved.path("from").asLong(),
          moved.path("to").asLong(),
          moved.path("again").asLong());
    }
    if (wait && !dryRun) {
      await(screen);
      if (!json) {
        screen.say("bus.caught-up", group);
      }
    }
  }

  private void await(Screen screen) {
    for (long lag = lag(); lag > 0; lag = lag()) {
      screen.progress(screen.texts().get("bus.lag", group, lag));
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    screen.progress("");
  }

  private long lag() {
    for (JsonNode each : fengsui.hub().get("/api/bus")) {
      for (JsonNode found : each.path("groups")) {
        if (each.path("lane").asString("").equals(lane)
            && found.path("name").asString("").equals(group)) {
          return found.path("lag").asLong();
        }
      }
    }
    return 0;
  }
}
