package io.fengsui.hub.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Registers one device and shows, once, the credential that it speaks with. */
@Command(name = "add", sortOptions = false)
final class DeviceAdd implements Runnable {
  private final Fengsui fengsui;

  @Option(names = "--type", paramLabel = "TYPE", required = true)
  private String type = "";

  @Option(names = "--name", paramLabel = "NAME", required = true)
  private String name = "";

  @Option(names = "--grid", paramLabel = "GRID", required = true)
  private String grid = "";

  @Option(names = "--link", paramLabel = "LINK")
  private @Nullable String link;

  @Option(names = "--at", paramLabel = "LAT,LON")
  private @Nullable String at;

  @Option(names = "--crs", paramLabel = "CRS")
  private @Nullable String crs;

  @Option(names = "--community", paramLabel = "TEXT")
  private @Nullable String community;

  @Option(names = "--street", paramLabel = "TEXT")
  private @Nullable String street;

  @Option(names = "--building", paramLabel = "TEXT")
  private @Nullable String building;

  @Option(names = "--floor", paramLabel = "TEXT")
  private @Nullable String floor;

  @Option(names = "--room", paramLabel = "TEXT")
  private @Nullable String room;

  @Option(names = "--parent", paramLabel = "ID")
  private @Nullable String parent;

  @Option(names = "--address", paramLabel = "ADDRESS")
  private @Nullable String address;

  @Option(names = "--key", paramLabel = "TEXT|hex:DIGITS")
  private @Nullable String key;

  @Option(names = "--supervision", paramLabel = "CLASS")
  private @Nullable String supervision;

  @Option(names = "--tag", paramLabel = "TAG", descriptionKey = "device.tag")
  private @Nullable List<String> tags;

  @Option(names = "--id", paramLabel = "ID")
  private @Nullable String id;

  @Option(names = "--dry-run")
  private boolean dryRun;

  @Spec private @Nullable CommandSpec spec;

  DeviceAdd(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    JsonNode answer =
        fengsui.hub().post("/api/devices" + (dryRun ? "?dryRun=true" : ""), body(screen.texts()));
    if (screen.tookAsJson(answer)) {
      return;
    }
    JsonNode device = answer.path("device");
    String registered = device.path("id").asString("");
    if (dryRun) {
      screen.say("device.add.dry-run", name);
      return;
    }
    screen.say("device.add.done", registered, name);
    screen.facts(
        "fact.user", answer.path("credential").path("user").asString(""),
        "fact.password", answer.path("credential").path("password").asString(""),
        "fact.address", device.path("address").asString(""),
        "fact.server", answer.path("publish").path("server").asString(""),
        "fact.topic", answer.path("publish").path("topic").asString(""),
        "fact.place", Screen.place(device.path("place")));
    String example = answer.path("publish").path("example").asString("");
    if (!example.isEmpty()) {
      screen.say("device.add.example", example);
    }
    screen.say("device.add.next", registered);
  }

  private Map<String, Object> body(Texts texts) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", type);
    body.put("name", name);
    body.put("grid", grid);
    put(body, "link", link);
    put(body, "id", id);
    put(body, "parent", parent);
    put(body, "address", address);
    put(body, "key", key);
    put(body, "supervision", supervision);
    if (tags != null) {
      body.put("tags", tags);
    }
    if (at != null) {
      body.put("at", coordinates(at, texts));
    }
    Map<String, Object> place = new LinkedHashMap<>();
    put(place, "community", community);
    put(place, "street", street);
    put(place, "building", building);
    put(place, "floor", floor);
    put(place, "room", room);
    if (!place.isEmpty()) {
      body.put("place", place);
    }
    return body;
  }

  /** A position without its system may be 500 m off, so there is no default for {@code --crs}. */
  private Map<String, Object> coordinates(String position, Texts texts) {
    String[] parts = position.split("[,, ]+", -1);
    if (crs == null) {
      throw wrong(texts.get("error.crs"));
    }
    try {
      if (parts.length == 2) {
        return Map.of(
            "latitude",
            Double.valueOf(parts[0]),
            "longitude",
            Double.valueOf(parts[1]),
            "crs",
            crs);
      }
    } catch (NumberFormatException e) {
      throw wrong(texts.get("error.at", position));
    }
    throw wrong(texts.get("error.at", position));
  }

  private ParameterException wrong(String message) {
    CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
    return new ParameterException(line, message);
  }

  private static void put(Map<String, Object> body, String key, @Nullable String value) {
    if (value != null) {
      body.put(key, value);
    }
  }
}
