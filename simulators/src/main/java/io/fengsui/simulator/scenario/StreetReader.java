package io.fengsui.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Turns the file's sections into posts and a script. */
final class StreetReader {
  private static final double NEAR = 0.00006;
  private static final Kind TRANSMITTER =
      new Kind(
          "fire-panel",
          "gb26875",
          "传输装置",
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          "90s",
          Map.of());
  private static final Kind BRIDGE =
      new Kind(
          "gateway",
          "zigbee2mqtt",
          "Zigbee网桥",
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          "90s",
          Map.of());

  /** What stands in a building for all that speak a protocol, by protocol. */
  private static final Map<String, Kind> HEADS =
      Map.of(TRANSMITTER.over(), TRANSMITTER, BRIDGE.over(), BRIDGE);

  private final Section root;
  private final Problems problems;
  private final Map<String, Post> posts = new LinkedHashMap<>();

  StreetReader(Section root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  Scenario read() {
    String street = root.text("street");
    long seed = root.whole("seed", 1);
    var kinds = new LinkedHashMap<String, Kind>();
    root.children("kinds")
        .forEach((type, node) -> kinds.put(type, KindReader.read(type, node, problems)));
    if (kinds.isEmpty()) {
      root.problem("'kinds' is missing: say what each type of device reports");
    }
    var random = new Random(seed);
    int number = 0;
    for (var building : root.list("buildings")) {
      building(++number, street, building, kinds, random);
    }
    var script = new ArrayList<Act>();
    root.list("script").forEach(line -> ActReader.read(line, posts).ifPresent(script::add));
    script.sort(Comparator.comparing(Act::at));
    root.end();
    return new Scenario(street, seed, List.copyOf(posts.values()), script);
  }

  private void building(
      int number, String street, Section building, Map<String, Kind> kinds, Random random) {
    String name = building.text("name");
    String grid = building.text("grid");
    if (!grid.matches("\\d{6,32}")) {
      building.problem("grid", "must be 6 to 32 digits");
    }
    String community = building.text("community", "");
    var at = building.parsed("at", new At(0, 0), At::of, "must be latitude, longitude in degrees");
    for (var line : building.list("devices")) {
      var kind = kinds.get(line.text("type"));
      var floors =
          line.parsed(
              "floors",
              List.of(1),
              StreetReader::floors,
              "must be a number or a range such as 1..6");
      var rooms = line.texts("rooms");
      line.end();
      if (kind == null) {
        line.problem("type", "is not one of 'kinds'");
        continue;
      }
      Kind head = HEADS.get(kind.over());
      String behind = head == null ? "" : number + "/" + head.label();
      if (head != null && !posts.containsKey(behind)) {
        add(
            line,
            new Post(
                behind,
                head,
                name + head.label(),
                grid,
                community,
                street,
                name,
                1,
                head.equals(TRANSMITTER) ? "消控室" : "弱电间",
                "",
                at.latitude(),
                at.longitude()));
      }
      for (int floor : floors) {
        for (var room : rooms) {
          add(
              line,
              new Post(
                  number + "/" + floor + "/" + room,
                  kind,
                  name + floor + "层" + room + kind.label(),
                  grid,
                  community,
                  street,
                  name,
                  floor,
                  room,
                  behind,
                  at.latitude() + NEAR * (random.nextDouble() - 0.5),
                  at.longitude() + NEAR * (random.nextDouble() - 0.5)));
        }
      }
    }
    building.end();
  }

  private void add(Section line, Post post) {
    if (posts.putIfAbsent(post.key(), post) != null) {
      line.problem("a second device at " + post.key());
    }
  }

  private static List<Integer> floors(String text) {
    int dots = text.indexOf("..");
    int low = Integer.parseInt((dots < 0 ? text : text.substring(0, dots)).strip());
    int high = dots < 0 ? low : Integer.parseInt(text.substring(dots + 2).strip());
    if (low > high || high - low > 200) {
      throw new IllegalArgumentException(text);
    }
    return IntStream.rangeClosed(low, high).boxed().toList();
  }

  /** Latitude, longitude. */
  private record At(double latitude, double longitude) {
    static At of(String text) {
      var parts = text.split(",", 2);
      var at = new At(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
      if (Math.abs(at.latitude) > 90 || Math.abs(at.longitude) > 180) {
        throw new IllegalArgumentException(text);
      }
      return at;
    }
  }
}
