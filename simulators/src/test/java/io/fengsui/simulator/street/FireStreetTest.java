package io.fengsui.simulator.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.simulator.gb26875.HandCentre;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.scenario.Scenario;
import io.fengsui.simulator.scenario.ScenarioFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FireStreetTest {
  private static final String STORY =
      """
      street: 试验街
      kinds:
        smoke-detector:
          label: 烟感
          over: gb26875
          every: 1s
          values: {smoke: false, smoke.density: 0.01, temperature: 24, battery: 90}
      buildings:
        - name: 1号楼
          grid: "440111010001001"
          at: 23.17, 113.22
          devices:
            - {type: smoke-detector, floors: 1..2, rooms: [a, b]}
        - name: 2号楼
          grid: "440111010001001"
          at: 23.17, 113.22
          devices:
            - {type: smoke-detector, floors: 1, rooms: [a]}
      script:
        - {at: 0s, do: fire, device: 1/2/b}
      """;

  @Test
  void points_speak_through_the_transmitter_of_their_building() throws Exception {
    var scenario = scenario();
    var nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    try (var centre = HandCentre.open(0)) {
      var doors = new Doors(nowhere, nowhere, nowhere, centre.address());
      var log = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
      var street =
          new Street(scenario, known(scenario), doors, Clock.systemUTC(), new Journal(log, "zh"));
      try (street) {
        street.start(Duration.ofSeconds(10));
        assertThat(street.online()).isEqualTo(7);
        String part = state("1/2/b", scenario);
        await().until(() -> !centre.heard("02", part + "0300").isEmpty());
        await().until(() -> !centre.heard("02", state("2/1/a", scenario) + "0100").isEmpty());

        // 0x2541b2a29 and 0x2541b2a2a, low byte first
        assertThat(centre.heard("02", part)).allMatch(frame -> frame.startsWith("292a1b5402", 24));
        assertThat(centre.heard("02", state("2/1/a", scenario)))
            .anyMatch(frame -> frame.startsWith("2a2a1b5402", 24));
        assertThat(centre.heard("02", "1501")).hasSize(2);
        assertThat(centre.heard("02", "0301")).isNotEmpty();
      }
      assertThat(street.counts().missed().sum()).isZero();
    }
  }

  @Test
  void addresses_are_written_as_installers_write_them() {
    var addresses = new LinkedHashMap<String, String>();
    scenario().posts().forEach(post -> addresses.put(post.key(), Addresses.of(post)));

    assertThat(addresses)
        .containsEntry("1/传输装置", "10001001001")
        .containsEntry("2/传输装置", "10001001002");
    assertThat(addresses.get("1/2/b")).matches("1\\.1/2\\.\\d{1,5}");
    assertThat(addresses.get("1/1/b")).isNotEqualTo(addresses.get("1/1/a"));
  }

  /** Type 2 of a photoelectric smoke detector, up to its state. */
  private static String state(String key, Scenario scenario) {
    var post =
        scenario.posts().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    int point = Addresses.part(post).point();
    return "0201"
        + "0101"
        + "2a"
        + "%02x00".formatted(post.floor())
        + "%02x%02x".formatted(point & 0xFF, point >> 8);
  }

  private static Map<String, Registered> known(Scenario scenario) {
    var known = new LinkedHashMap<String, Registered>();
    scenario.posts().forEach(post -> known.put(post.key(), new Registered(post.key(), "", "", "")));
    return known;
  }

  private static Scenario scenario() {
    return switch (ScenarioFile.read("story.yaml", STORY)) {
      case ScenarioFile.Result.Good(Scenario scenario) -> scenario;
      case ScenarioFile.Result.Bad bad -> throw new AssertionError(bad);
    };
  }
}
