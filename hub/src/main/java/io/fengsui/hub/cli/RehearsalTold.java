package io.fengsui.hub.cli;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What the hub tells of a rehearsal, line by line: first how it goes, at last what came of it. */
final class RehearsalTold {

  private static final int BAR = 20;
  private static final int STEP = 10;

  private final Screen screen;
  private final Texts texts;
  private JsonNode result = MissingNode.getInstance();
  private JsonNode failed = MissingNode.getInstance();
  private int step;

  RehearsalTold(Screen screen) {
    this.screen = screen;
    this.texts = screen.texts();
  }

  /** Takes a line of the hub's. */
  void take(JsonNode line) {
    if (line.has("progress")) {
      progress(line.path("progress"));
    } else if (line.has("result")) {
      result = line.path("result");
    } else if (line.has("failed")) {
      failed = line.path("failed");
    }
  }

  /** Shows what came of it. */
  void finish() {
    screen.progress("");
    if (result.isMissingNode()) {
      String why = failed.path("detail").asString(texts.get("rehearse.torn"));
      throw new Refusal(why, failed.path("hint").asString(""));
    }
    if (!screen.tookAsJson(result)) {
      new RehearsalReport(screen, result).show();
    }
  }

  private void progress(JsonNode progress) {
    int percent = (int) Math.round(progress.path("fraction").asDouble() * 100);
    String what =
        texts.get(
            "rehearse.progress",
            percent,
            screen.time(progress.path("at")),
            texts.word("rehearse.source", progress.path("source").asString("")),
            number(progress.path("perSecond").asLong()));
    int filled = Math.clamp(percent * BAR / 100, 0, BAR);
    screen.progress("█".repeat(filled) + "░".repeat(BAR - filled) + "  " + what);
    if (percent >= step) {
      screen.step(what);
      step = percent - percent % STEP + STEP;
    }
  }

  static String number(long amount) {
    return String.format(Locale.ROOT, "%,d", amount);
  }
}
