package io.fengsui.simulator.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.simulator.Mosquitto;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.scenario.Scenario;
import io.fengsui.simulator.scenario.ScenarioFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreetTest {
  private static final String STORY =
      """
      street: 试验街
      kinds:
        smoke-detector:
          label: 烟感
          every: 1s
          values: {smoke: false, smoke.density: 0.01, temperature: 24, battery: 90}
      buildings:
        - name: 1号楼
          grid: "440111010001001"
          at: 23.17, 113.22
          devices:
            - {type: smoke-detector, floors: 1..2, rooms: [a, b]}
      script:
        - {at: 0s, do: fire, device: 1/1/a}
        - {at: 0s, do: silent, device: 1/2/a}
        - {at: 1s, do: garbage, device: 1/2/b}
        - {at: 1s, do: low-battery, device: 1/2/b, to: 8}
      """;

  @TempDir Path folder;

  @Test
  void exactly_one_detector_alarms_and_the_script_is_played() throws Exception {
    try (var broker = Mosquitto.start(folder);
        var subscriber = broker.subscribe("hub/#", 10_000, Duration.ofSeconds(10))) {
      var scenario = scenario();
      var log = new ByteArrayOutputStream();
      var journal = new Journal(new PrintStream(log, true, StandardCharsets.UTF_8), "zh");
      var street =
          new Street(
              scenario,
              known(scenario),
              Doors.beside(broker.address()),
              Clock.systemUTC(),
              journal);
      try (street) {
        street.start(Duration.ofSeconds(10));
        assertThat(street.online()).isEqualTo(4);
        List<String> lines = subscriber.lines();

        assertThat(from(lines, "1-1-a", "\"smoke\":true")).isNotEmpty();
        for (var other : List.of("1-1-b", "1-2-a", "1-2-b")) {
          assertThat(from(lines, other, "\"smoke\":true")).isEmpty();
        }
        assertThat(from(lines, "1-1-b", "\"smoke\":false")).isNotEmpty();
        assertThat(from(lines, "1-2-a", "values")).isEmpty();
        assertThat(from(lines, "1-2-b", "\"battery\":8.0")).isNotEmpty();
        assertThat(from(lines, "1-2-b", "not json")).hasSize(1);
      }
      assertThat(street.counts().failed().sum()).isZero();
      assertThat(log.toString(StandardCharsets.UTF_8)).contains("全部在线：4 台", "火情：1号楼1层a烟感");
    }
  }

  @Test
  void the_roster_is_kept_for_its_owner_only() throws Exception {
    var file = folder.resolve("state").resolve("roster.json");
    var devices =
        Map.of("1/1/a", new Registered("sd-1", "sd-1", "secret", "hub/street/sd-1/telemetry"));

    new Roster(file).write(devices);

    assertThat(new Roster(file).read()).isEqualTo(devices);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(new Roster(folder.resolve("none.json")).read()).isEmpty();
  }

  private static List<String> from(List<String> lines, String device, String text) {
    return lines.stream()
        .filter(line -> line.startsWith("hub/street/" + device + "/telemetry"))
        .filter(line -> line.contains(text))
        .toList();
  }

  private static Map<String, Registered> known(Scenario scenario) {
    var known = new LinkedHashMap<String, Registered>();
    for (var post : scenario.posts()) {
      String id = post.key().replace('/', '-');
      known.put(post.key(), new Registered(id, id, "x", "hub/street/" + id + "/telemetry"));
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
