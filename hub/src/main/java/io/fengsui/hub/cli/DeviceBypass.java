package io.fengsui.hub.cli;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Takes devices out of supervision and back. */
final class DeviceBypass {
  private DeviceBypass() {}

  private static String path(String id, String what) {
    return "/api/devices/" + HubClient.encode(id) + "/" + what;
  }

  @Command(name = "bypass")
  static final class Begin implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "ID", descriptionKey = "device.id")
    private String id = "";

    @Option(names = "--why", paramLabel = "TEXT", required = true)
    private String why = "";

    @Option(names = "--until", paramLabel = "TIME", required = true)
    private String until = "";

    @Spec private @Nullable CommandSpec spec;

    Begin(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      Optional<Instant> end = TimeSpan.until(until, screen.now());
      if (end.isEmpty() && spec != null) {
        throw new ParameterException(
            spec.commandLine(), screen.texts().get("bypass.until.none", until));
      }
      JsonNode answer =
          fengsui
              .hub()
              .post(path(id, "bypass"), Map.of("why", why, "until", end.orElseThrow().toString()));
      if (!screen.tookAsJson(answer)) {
        screen.say("bypass.done", id, screen.time(answer.path("until")));
      }
    }
  }

  @Command(name = "unbypass")
  static final class End implements Runnable {
    private final Fengsui fengsui;

    @Parameters(paramLabel = "ID", descriptionKey = "device.id")
    private String id = "";

    End(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer = fengsui.hub().post(path(id, "unbypass"), Map.of());
      if (!screen.tookAsJson(answer)) {
        screen.say(
            "bypass.over", id, screen.texts().word("state", answer.path("state").asString("")));
      }
    }
  }

  @Command(name = "bypasses")
  static final class Listing implements Runnable {
    private final Fengsui fengsui;

    @Option(names = "--ended")
    private boolean ended;

    Listing(Fengsui fengsui) {
      this.fengsui = fengsui;
    }

    @Override
    public void run() {
      Screen screen = fengsui.screen();
      JsonNode answer = fengsui.hub().get("/api/bypasses", Map.of("ended", ended));
      if (screen.tookAsJson(answer)) {
        return;
      }
      Texts texts = screen.texts();
      Table table =
          new Table(
              1,
              texts.get("column.device"),
              texts.get("column.why"),
              texts.get("column.who"),
              texts.get("column.until"));
      for (JsonNode bypass : answer.path("items")) {
        String end = screen.time(bypass.path(bypass.hasNonNull("endedAt") ? "endedAt" : "until"));
        table.row(
            Table.Cell.of(bypass.path("device").asString("")),
            Table.Cell.of(bypass.path("why").asString("")),
            Table.Cell.of(bypass.path("person").asString("")),
            bypass.path("overdue").asBoolean(false)
                ? new Table.Cell(end + " " + texts.get("bypass.overdue"), Paint.ofHealth("SILENT"))
                : Table.Cell.of(end));
      }
      screen.page(table, answer);
    }
  }
}
