package io.fengsui.hub.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** What the hub tells while it verifies the bus, line by line. */
final class BusVerification {
  private final Screen screen;
  private final ArrayNode lanes = HubClient.JSON.createArrayNode();
  private final ArrayNode damage = HubClient.JSON.createArrayNode();

  BusVerification(Screen screen) {
    this.screen = screen;
  }

  void take(JsonNode line) {
    Texts texts = screen.texts();
    String lane = line.path("lane").asString("");
    if (line.has("bytes")) {
      screen.progress(
          texts.get(
              "bus.verifying",
              lane,
              BusCommands.megabytes(line.path("bytes").asLong()),
              BusCommands.megabytes(line.path("of").asLong())));
    } else if (line.has("why")) {
      damage.add(line);
    } else {
      lanes.add(line);
    }
  }

  /** Shows what was found; damage is a refusal. */
  void finish() {
    screen.progress("");
    var answer = HubClient.JSON.createObjectNode();
    answer.set("lanes", lanes);
    answer.set("damage", damage);
    boolean json = screen.tookAsJson(answer);
    Texts texts = screen.texts();
    if (lanes.size() < 2) {
      throw new Refusal(texts.get("bus.verify.torn"), "");
    }
    if (!json) {
      for (JsonNode lane : lanes) {
        screen.say(
            "bus.verified",
            lane.path("lane").asString(""),
            lane.path("good").asLong(),
            lane.path("first").asLong(),
            lane.path("end").asLong());
      }
      for (JsonNode bad : damage) {
        long from = bad.path("from").asLong();
        screen.say(
            "bus.damaged",
            bad.path("lane").asString(""),
            from,
            from + bad.path("records").asLong() - 1,
            bad.path("why").asString(""));
      }
    }
    if (!damage.isEmpty()) {
      throw new Refusal(texts.get("bus.damage", damage.size()), texts.get("bus.damage.hint"));
    }
  }
}
