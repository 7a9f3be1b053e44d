package io.fengsui.simulator.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.simulator.Mosquitto;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.scenario.Scenario;
import io.fengsui.simulator.scenario.ScenarioFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detectors made for others' servers, as a broker that is none of ours hears them. */
class ConventionStreetTest {
  private static final String STORY =
      """
      street: 试验街
      kinds:
        zigbee:
          type: smoke-detector
          over: zigbee2mqtt
          label: 烟感
          every: 1s
          values: {smoke: false, smoke.density: 0.01, temperature: 24, battery: 90}
        board:
          type: smoke-detector
          over: thingsboard
          label: 烟感
          every: 1s
          values: {smoke: false, smoke.density: 0.01, battery: 90}
      buildings:
        - name: 1号楼
          grid: "440111010001001"
          at: 23.17, 113.22
          devices:
            - {type: zigbee, floors: 1..3, rooms: [a]}
            - {type: board, floors: 4, rooms: [a]}
      script:
        - {at: 0s, do: fire, device: 1/1/a}
        - {at: 0s, do: silent, device: 1/2/a}
        - {at: 1s, do: garbage, device: 1/3/a}
        - {at: 0s, do: fire, device: 1/4/a}
      """;

  @TempDir Path folder;

  @Test
  void alarm_and_fall_silent_each_in_its_own_words() throws Exception {
    try (var broker = Mosquitto.start(folder);
        var subscriber = broker.subscribe("#", 10_000, Duration.ofSeconds(8))) {
      var scenario = scenario();
      var log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
      var street =
          new Street(
              scenario,
              known(scenario),
              Doors.beside(broker.address()),
              Clock.systemUTC(),
              new Journal(log, "zh"));
      try (street) {
        street.start(Duration.ofSeconds(10));
        assertThat(street.online()).isEqualTo(5);
        List<String> lines = subscriber.lines();

        assertThat(from(lines, "zigbee2mqtt/bridge/devices"))
            .isNotEmpty()
            .allMatch(line -> line.contains(Addresses.ieee(scenario.posts().get(1))));
        assertThat(from(lines, "zigbee2mqtt/1层/a"))
            .anyMatch(line -> line.contains("\"smoke\":true"))
            .allMatch(line -> line.contains("\"voltage\":2950"));
        assertThat(from(lines, "zigbee2mqtt/2层/a")).isEmpty();
        assertThat(from(lines, "zigbee2mqtt/3层/a"))
            .anyMatch(line -> line.endsWith("{\"smoke\":"))
            .noneMatch(line -> line.contains("\"smoke\":true"));
        assertThat(from(lines, "v1/devices/me/telemetry"))
            .anyMatch(line -> line.contains("[{\"ts\":") && line.contains("\"smoke\":true"));
      }
      assertThat(street.counts().failed().sum()).isZero();
    }
  }

  @Test
  void a_detector_is_registered_below_its_building_s_bridge() {
    var scenario = scenario();
    var bridge = scenario.posts().getFirst();
    var detector = scenario.posts().get(1);

    assertThat(bridge.kind().type()).isEqualTo("gateway");
    assertThat(detector.behind()).isEqualTo(bridge.key());
    assertThat(detector.kind().link()).isEqualTo("mqtt");
    assertThat(Addresses.of(bridge)).isEmpty();
    assertThat(Addresses.of(detector)).matches("0x00158d01[0-9a-f]{8}");
  }

  private static List<String> from(List<String> lines, String topic) {
    return lines.stream().filter(line -> line.startsWith(topic + " ")).toList();
  }

  private static Map<String, Registered> known(Scenario scenario) {
    var known = new LinkedHashMap<String, Registered>();
    for (var post : scenario.posts()) {
      known.put(post.key(), new Registered(post.key().replace('/', '-'), "u", "x", ""));
    }
    return known;
  }

  private static Scenario scenario() {
    return switch (ScenarioFile.read("story.yaml", STORY)) {
      case ScenarioFile.Result.Good(Scenario scenario) -> scenario;
      case ScenarioFile.Result.Bad bad -> throw new AssertionError(bad);
    };
  }
}
