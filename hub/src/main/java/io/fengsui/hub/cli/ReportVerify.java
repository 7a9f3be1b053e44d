package io.fengsui.hub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Says whether this hub signed a report of a walk test and nobody changed it; exit 1 if not. */
@Command(name = "verify-report")
final class ReportVerify implements Runnable {
  private final Fengsui fengsui;

  @Parameters(paramLabel = "FILE", descriptionKey = "walk.file")
  private Path file = Path.of("");

  ReportVerify(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    JsonNode answer = fengsui.hub().post("/api/walk-tests/verify", signed(screen));
    if (!answer.path("genuine").asBoolean(false)) {
      throw new Refusal(screen.texts().get("walk.not-genuine", file), "");
    }
    if (!screen.tookAsJson(answer)) {
      screen.say("walk.genuine", file);
    }
  }

  private JsonNode signed(Screen screen) {
    try {
      return HubClient.JSON.readTree(Files.readString(file));
    } catch (IOException | JacksonException e) {
      throw new Refusal(screen.texts().get("walk.unreadable", file), "");
    }
  }
}
