package io.fengsui.hub.backup;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.fengsui.hub.database.DatabaseServer;
import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.target.HubCommand;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.target.Signals;
import java.io.BufferedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the fixture of a release: a hub of that release runs through a little life and is killed,
 * and what it leaves is packed as a backup, with what must be found in it beside. How to run it
 * stands in {@code releases/README.md}.
 *
 * <p>The life: six smoke detectors; two incidents closed, three tasks on their way, one alarm that
 * cleared; a clean stop, so that there is a rule snapshot; then an alarm that was acknowledged and
 * never evaluated, because the database hung when the hub was killed.
 */
final class ReleaseFixture {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OFFSET = 23_000;

  private final Path data;
  private final HubCommand command;
  private final Map<String, Object> found = new LinkedHashMap<>();
  private List<Registered> detectors = List.of();

  private ReleaseFixture(Path data, HubCommand command) {
    this.data = data;
    this.command = command;
  }

  /**
   * Runs it.
   *
   * @param args the release's name, the command that starts its hub, and the folder for the fixture
   */
  public static void main(String[] args) throws Exception {
    Path work = Files.createTempDirectory("release-fixture");
    var fixture = new ReleaseFixture(work.resolve("data"), HubCommand.line(args[1]));
    Files.createDirectories(fixture.data.resolve("rules"));
    BackupTest.shortAlarms(fixture.data);
    fixture.firstRun();
    fixture.secondRun();
    fixture.pack(args[0], Path.of(args[2]));
  }

  private void firstRun() throws Exception {
    try (var hub = HubProcess.start(command, data, OFFSET, List.of())) {
      detectors = TestHub.smokeDetectors(hub.api(), 6);
      for (int i = 0; i < 5; i++) {
        Detector.smoke(hub.mqtt(), detectors.get(i), true);
      }
      Map<String, String> tasks = tasks(hub, 5);
      String closed = "/api/tasks/" + tasks.get(detectors.get(0).id());
      String onSite = "/api/tasks/" + tasks.get(detectors.get(1).id());
      String accepted = "/api/tasks/" + tasks.get(detectors.get(2).id());
      for (String path : List.of(closed, onSite, accepted)) {
        hub.api().post(path + "/accept", Map.of());
      }
      hub.api().post(onSite + "/arrive", Map.of());
      hub.api().post(closed + "/arrive", Map.of());
      hub.api().post(closed + "/close", Map.of("outcome", "false-alarm", "reason", "油烟"));
      Detector.smoke(hub.mqtt(), detectors.get(0), false);
      Detector.smoke(hub.mqtt(), detectors.get(4), false);
      await().atMost(PATIENCE).until(() -> active(hub) == 3);
    }
  }

  private void secondRun() throws Exception {
    var hub = HubProcess.start(command, data, OFFSET, List.of());
    found.put("accounts", names(hub.api().get("/api/accounts"), "/name"));
    found.put("events", names(hub.api().get("/api/events?size=100").path("items"), "/id"));
    Map<String, String> states = new TreeMap<>();
    hub.api().get("/api/tasks").path("items").forEach(task -> states.put(id(task), state(task)));
    hub.api()
        .get("/api/tasks?state=closed")
        .path("items")
        .forEach(task -> states.put(id(task), state(task)));
    found.put("tasks", states);
    found.put("open", detectors.get(1).id());
    found.put("neverEvaluated", detectors.get(5).id());
    List<Map<String, String>> devices = new ArrayList<>();
    for (Registered each : detectors) {
      devices.add(Map.of("id", each.id(), "password", each.password(), "topic", each.topic()));
    }
    found.put("devices", devices);
    Signals.stop(hub.databasePids());
    Detector.smoke(hub.mqtt(), detectors.get(5), true);
    hub.kill(true);
  }

  private void pack(String name, Path folder) throws Exception {
    Instant now = Clock.systemUTC().instant();
    Path archiveFile = folder.resolve(name + ".tar.gz");
    try (var server = DatabaseServer.start(data, data, 0);
        var pool = new HikariDataSource();
        var out = new BufferedOutputStream(Files.newOutputStream(archiveFile))) {
      pool.setJdbcUrl(server.address().url());
      pool.setUsername(server.address().user());
      pool.setPassword(server.address().password().text());
      var archive = new ArchiveWriter(out, now);
      try (var dump = DatabaseDump.begin(pool)) {
        new DataFiles(data).copy(archive, _ -> true);
        var tables = dump.write(archive);
        try (Stream<Path> bus = Files.walk(data.resolve("bus"))) {
          for (Path file : bus.filter(Files::isRegularFile).sorted().toList()) {
            archive.part(data.relativize(file).toString(), Files.readAllBytes(file));
          }
        }
        archive.finish(
            new Manifest(
                Manifest.FORMAT,
                name,
                1,
                dump.schema(),
                now,
                tables,
                dump.sequences(),
                Map.of(),
                archive.parts()));
      }
    }
    Files.writeString(
        folder.resolve(name + ".json"),
        JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(found)
            + "\n");
  }

  private static Map<String, String> tasks(HubProcess hub, int count) {
    Map<String, String> taskOf = new TreeMap<>();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              hub.api()
                  .get("/api/tasks")
                  .path("items")
                  .forEach(task -> taskOf.put(task.at("/event/subject/id").asString(), id(task)));
              return taskOf.size() == count;
            });
    return taskOf;
  }

  private static int active(HubProcess hub) throws Exception {
    int active = 0;
    for (JsonNode event : hub.api().get("/api/events?size=100").path("items")) {
      active += event.path("active").asBoolean() ? 1 : 0;
    }
    return active;
  }

  private static List<String> names(JsonNode items, String field) {
    List<String> names = new ArrayList<>();
    items.forEach(item -> names.add(item.at(field).asString()));
    return names.stream().sorted().toList();
  }

  private static String id(JsonNode task) {
    return task.path("id").asString();
  }

  private static String state(JsonNode task) {
    return task.path("state").asString();
  }
}
