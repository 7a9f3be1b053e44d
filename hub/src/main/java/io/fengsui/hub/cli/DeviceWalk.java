package io.fengsui.hub.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A walk test in a terminal: begins, shows each point as it passes, and keeps the report. */
final class DeviceWalk {
  private static final String PATH = "/api/walk-tests";
  private static final long PACE_MILLIS = 1000;

  @Option(names = "--walk")
  private boolean walk;

  @Option(names = "--end", paramLabel = "TEST")
  private @Nullable String end;

  @Option(names = "--grid", paramLabel = "GRID", descriptionKey = "walk.grid")
  private String grid = "";

  @Option(names = "--street", paramLabel = "TEXT", descriptionKey = "walk.street")
  private String street = "";

  @Option(names = "--building", paramLabel = "TEXT", descriptionKey = "walk.building")
  private String building = "";

  @Option(names = "--floor", paramLabel = "TEXT", descriptionKey = "walk.floor")
  private String floor = "";

  @Option(names = "--for", paramLabel = "SPAN", defaultValue = "30m")
  private String time = "30m";

  @Option(names = "--report", paramLabel = "FILE")
  private @Nullable Path report;

  /** Whether this is what was asked for, not the test of one device. */
  boolean isAskedFor() {
    return walk || end != null;
  }

  void run(Fengsui fengsui) {
    Screen screen = fengsui.screen();
    HubClient hub = fengsui.hub();
    JsonNode test = end == null ? walked(hub, screen) : hub.post(path(end) + "/end", Map.of());
    finish(hub, screen, test.path("id").asString(""));
  }

  private JsonNode walked(HubClient hub, Screen screen) {
    Duration span =
        TimeSpan.of(time).orElseThrow(() -> new Refusal(screen.texts().get("span.none", time), ""));
    JsonNode test =
        hub.post(
            PATH,
            Map.of(
                "grid", grid,
                "street", street,
                "building", building,
                "floor", floor,
                "forSeconds", span.toSeconds()));
    if (!screen.isJson()) {
      screen.say(
          "walk.begun",
          test.path("id").asString(""),
          test.path("total").asInt(),
          screen.time(test.path("until")));
    }
    return follow(hub, screen, path(test.path("id").asString("")));
  }

  private static JsonNode follow(HubClient hub, Screen screen, String path) {
    Set<String> told = new HashSet<>();
    JsonNode test = hub.get(path);
    tell(screen, test, told);
    while (!test.hasNonNull("endedAt")) {
      if (told.size() == test.path("total").asInt()) {
        return hub.post(path + "/end", Map.of());
      }
      pause(screen);
      test = hub.get(path);
      tell(screen, test, told);
    }
    return test;
  }

  private static void tell(Screen screen, JsonNode test, Set<String> told) {
    for (JsonNode point : test.path("points")) {
      String device = point.path("device").asString("");
      boolean passed = point.path("result").asString("").equals("passed");
      if (passed && told.add(device) && !screen.isJson()) {
        screen.progress("");
        screen.say(
            "walk.passed",
            told.size(),
            test.path("total").asInt(),
            device,
            point.path("name").asString(""));
      }
    }
    if (!screen.isJson()) {
      screen.progress(screen.texts().get("walk.waiting", screen.time(test.path("until"))));
    }
  }

  private static void pause(Screen screen) {
    try {
      Thread.sleep(PACE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(screen.texts().get("error.interrupted"));
    }
  }

  private void finish(HubClient hub, Screen screen, String test) {
    screen.progress("");
    JsonNode signed = hub.get(path(test) + "/report");
    if (report != null) {
      keep(report, signed, hub.text(path(test) + "/report.html"));
    }
    JsonNode found = signed.path("report");
    if (!screen.tookAsJson(signed)) {
      tellFailed(screen, found.path("points"));
      screen.say("walk.over", found.path("passedPoints").asLong(), found.path("total").asInt());
      if (report != null) {
        screen.say("walk.report", report, page(report));
      }
    }
    if (!found.path("passed").asBoolean(false)) {
      throw new Refusal(screen.texts().get("walk.not-passed"), "");
    }
  }

  private static void tellFailed(Screen screen, JsonNode points) {
    for (JsonNode point : points) {
      String result = point.path("result").asString("");
      if (!result.equals("passed")) {
        screen.say(
            "walk.failed",
            screen.texts().word("walk.result", result),
            point.path("device").asString(""),
            point.path("name").asString(""));
      }
    }
  }

  private static void keep(Path file, JsonNode signed, String page) {
    try {
      Files.writeString(file, signed.toPrettyString());
      Files.writeString(page(file), page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Beside the report, to print. */
  private static Path page(Path file) {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.replaceFirst("\\.json$", "") + ".html");
  }

  private static String path(String test) {
    return PATH + "/" + HubClient.encode(test);
  }
}
