package io.fengsui.hub.cli;

import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** The record of what people changed. */
final class AuditCommands {
  private AuditCommands() {}

  @Command(name = "verify")
  static final class Verify implements Runnable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Fengsui fengsui;

    Verify(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer = fengsui.hub().post("/api/audit/verify", Map.of(), PATIENCE);
      boolean json = screen.tookAsJson(answer);
      if (!answer.path("whole").asBoolean()) {
        throw new Refusal(
            screen.texts().get("audit.broken", answer.path("firstBroken").asLong()),
            screen.texts().get("audit.broken.hint"));
      }
      if (!json) {
        screen.say("audit.whole", answer.path("rows").asLong(), answer.path("head").asString(""));
      }
    }
  }
}
