package io.fengsui.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.hub.backup.Detector;
import io.fengsui.hub.backup.TestHub;
import io.fengsui.hub.cli.Terminal;
import io.fengsui.simulator.hub.Registered;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole hub whose database goes away in every way it can, while devices report alarms: each is
 * acknowledged, and is one task when the database is back.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private DatabaseServer server;
  private Wire wire;
  private TestHub hub;
  private List<Registered> detectors;
  private int alarms;

  @BeforeAll
  void start() throws Exception {
    server = DatabaseServer.start(folder.resolve("database"), TestDatabase.programs(), 0);
    wire = new Wire(port(server.address()));
    List<String> settings = new ArrayList<>(TestHub.demo());
    settings.add(
        "--fengsui.database.url=jdbc:postgresql://127.0.0.1:%d/fengsui".formatted(wire.port()));
    settings.add("--fengsui.database.password=" + server.address().password().text());
    settings.add("--fengsui.database.patience=1s");
    settings.add("--fengsui.database.limit=1s");
    hub = new TestHub(folder.resolve("hub"), settings);
    detectors = hub.smokeDetectors(10);
    alarm();
    everyAlarmIsOneTask();
  }

  @AfterAll
  void stop() throws Exception {
    hub.close();
    wire.close();
    server.close();
  }

  @Test
  void a_server_that_is_killed_is_started_again() throws Exception {
    var killed = postmaster();
    ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
    alarm();
    alarm();

    everyAlarmIsOneTask();
    assertThat(postmaster().pid()).isNotEqualTo(killed.pid());
  }

  @Test
  void a_server_that_hangs_is_given_up_and_taken_up_again() throws Exception {
    List<Long> stopped = signal("STOP");
    try {
      alarm();
      everybodyIsToldThatTheDatabaseIsAway();
    } finally {
      signal("CONT", stopped);
    }

    everyAlarmIsOneTask();
  }

  @Test
  void a_connection_that_is_cut_is_made_again() throws Exception {
    wire.cut();
    alarm();
    everybodyIsToldThatTheDatabaseIsAway();
    wire.mend();

    everyAlarmIsOneTask();
  }

  @Test
  void a_connection_that_carries_nothing_any_more_is_given_up() throws Exception {
    wire.silence();
    alarm();
    everybodyIsToldThatTheDatabaseIsAway();
    wire.mend();

    everyAlarmIsOneTask();
  }

  private void alarm() throws Exception {
    Detector.smoke(hub.mqtt(), detectors.get(alarms++), true);
  }

  private void everyAlarmIsOneTask() {
    await().atMost(PATIENCE).ignoreExceptions().until(() -> hub.all("/api/tasks").size() == alarms);
    await().during(Duration.ofMillis(300)).until(() -> hub.all("/api/tasks").size() == alarms);
  }

  private void everybodyIsToldThatTheDatabaseIsAway() throws Exception {
    var program = ask("/api/devices", "application/json");
    assertThat(program.statusCode()).isEqualTo(503);
    assertThat(program.headers().firstValue("Retry-After")).isPresent();
    assertThat(program.body()).contains("database does not answer").doesNotContain("Exception");

    var page = ask("/devices", "text/html");
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.body()).contains("The database does not answer").doesNotContain("Exception");

    var terminal =
        new Terminal(folder)
            .with("FENGSUI_URL", hub.url("").toString())
            .with("FENGSUI_TOKEN", TestHub.token());
    assertThat(terminal.run("device", "list")).isEqualTo(1);
    assertThat(terminal.err()).contains("database does not answer");
  }

  private HttpResponse<String> ask(String path, String accept) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(hub.url(path))
              .timeout(PATIENCE)
              .header("Accept", accept)
              .header("Accept-Language", "en")
              .header("Authorization", "Bearer " + TestHub.token())
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static Postmaster postmaster() throws Exception {
    Path data = folder.toRealPath().resolve("database/postgres");
    await().atMost(PATIENCE).until(() -> Postmaster.of(data).isPresent());
    return Postmaster.of(data).orElseThrow();
  }

  private static List<Long> signal(String name) throws Exception {
    var postmaster = ProcessHandle.of(postmaster().pid()).orElseThrow();
    List<Long> all = new ArrayList<>(List.of(postmaster.pid()));
    postmaster.descendants().forEach(each -> all.add(each.pid()));
    signal(name, all);
    return all;
  }

  private static void signal(String name, List<Long> processes) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(each -> command.add(each.toString()));
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static int port(DatabaseAddress address) {
    return Integer.parseInt(address.url().replaceAll(".*:(\\d+)/.*", "$1"));
  }
}
