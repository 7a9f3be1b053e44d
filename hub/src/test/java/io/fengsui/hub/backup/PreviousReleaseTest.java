package io.fengsui.hub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.simulator.hub.Registered;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Today's hub takes over what a hub of an earlier release left; see {@code releases/README.md}. The
 * fixture is a backup, so this also restores one with an older schema.
 */
class PreviousReleaseTest {
  private static final Path RELEASES = Path.of("src", "test", "resources", "releases");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  static List<String> releases() throws Exception {
    try (Stream<Path> files = Files.list(RELEASES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".tar.gz"))
          .map(name -> name.substring(0, name.length() - ".tar.gz".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void its_data_is_opened_and_life_goes_on(String release) throws Exception {
    JsonNode left =
        JsonMapper.shared().readTree(Files.readString(RELEASES.resolve(release + ".json")));
    Path data = folder.resolve("data");
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String archive = RELEASES.resolve(release + ".tar.gz").toString();
    int status = RestoreProgram.run(List.of(archive, "--data", data.toString()), 1, out, out);
    assertThat(status).isZero();

    try (var hub = new TestHub(data, TestHub.demo())) {
      everythingIsThere(hub, left);
      whatWasNeverEvaluatedIsATaskNow(hub, left.path("neverEvaluated").asString());
      whatWasOpenClears(hub, device(left, left.path("open").asString()));
      assertThat(hub.api().post("/api/audit/verify", Map.of()).path("whole").asBoolean()).isTrue();
    }
  }

  private static void everythingIsThere(TestHub hub, JsonNode left) throws Exception {
    assertThat(hub.accounts()).containsAll(texts(left.path("accounts")));
    assertThat(hub.all("/api/events", "/id")).containsAll(texts(left.path("events")));
    TreeSet<String> devices = new TreeSet<>();
    left.path("devices").forEach(device -> devices.add(device.path("id").asString()));
    assertThat(hub.all("/api/devices", "/id")).isEqualTo(devices);
    Map<String, String> tasks = new TreeMap<>();
    for (String state : List.of("open", "closed")) {
      for (JsonNode task : hub.all("/api/tasks?state=" + state)) {
        tasks.put(task.path("id").asString(), task.path("state").asString());
      }
    }
    Map<String, String> then = new TreeMap<>();
    left.path("tasks").propertyStream().forEach(e -> then.put(e.getKey(), e.getValue().asString()));
    assertThat(tasks).containsAllEntriesOf(then);
  }

  private static void whatWasNeverEvaluatedIsATaskNow(TestHub hub, String device) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                hub.all("/api/tasks").stream()
                        .filter(task -> task.at("/event/subject/id").asString().equals(device))
                        .count()
                    == 1);
  }

  private static void whatWasOpenClears(TestHub hub, Registered device) throws Exception {
    assertThat(isActive(hub, device)).isTrue();
    Detector.smoke(hub.mqtt(), device, false);

    await().atMost(PATIENCE).until(() -> !isActive(hub, device));
  }

  private static boolean isActive(TestHub hub, Registered device) throws Exception {
    return hub.all("/api/events").stream()
        .filter(event -> event.at("/subject/id").asString().equals(device.id()))
        .anyMatch(event -> event.path("active").asBoolean());
  }

  private static Registered device(JsonNode left, String id) {
    for (JsonNode each : left.path("devices")) {
      if (each.path("id").asString().equals(id)) {
        return new Registered(
            id, id, each.path("password").asString(), each.path("topic").asString());
      }
    }
    throw new AssertionError("no device " + id);
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
