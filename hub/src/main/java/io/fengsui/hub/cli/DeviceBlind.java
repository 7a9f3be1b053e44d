package io.fengsui.hub.cli;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Tells when an alarm of a device could not have been seen. */
@Command(name = "blind")
final class DeviceBlind implements Runnable {
  private final Fengsui fengsui;

  @Parameters(paramLabel = "ID", descriptionKey = "device.id")
  private String id = "";

  @Option(names = "--last", paramLabel = "SPAN", defaultValue = "30d")
  private String last = "30d";

  @Spec private @Nullable CommandSpec spec;

  DeviceBlind(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    Texts texts = screen.texts();
    Duration span = TimeSpan.of(last).orElse(Duration.ZERO);
    if (span.isZero() && spec != null) {
      throw new ParameterException(spec.commandLine(), texts.get("span.none", last));
    }
    JsonNode answer =
        fengsui
            .hub()
            .get(
                "/api/devices/" + HubClient.encode(id) + "/blind",
                Map.of("from", screen.now().toInstant().minus(span).toString()));
    if (screen.tookAsJson(answer)) {
      return;
    }
    String from = screen.time(answer.path("from"));
    if (answer.path("seen").asBoolean(false)) {
      screen.say("blind.seen", id, from);
      return;
    }
    screen.say("blind.sum", id, from, words(texts, answer.path("blindSeconds").asLong()));
    Table table =
        new Table(
            texts.get("column.why"),
            texts.get("column.from"),
            texts.get("column.to"),
            texts.get("column.span"));
    for (JsonNode window : answer.path("windows")) {
      table.row(
          Table.Cell.of(texts.word("blind.reason", window.path("reason").asString(""))),
          Table.Cell.of(screen.time(window.path("from"))),
          Table.Cell.of(
              window.hasNonNull("to") ? screen.time(window.path("to")) : texts.get("blind.now")),
          Table.Cell.of(words(texts, window.path("seconds").asLong())));
    }
    screen.show(table);
  }

  private static String words(Texts texts, long seconds) {
    return seconds < 120
        ? texts.get("span.seconds", seconds)
        : seconds < 7200
            ? texts.get("span.minutes", seconds / 60)
            : texts.get("span.hours", seconds / 3600);
  }
}
