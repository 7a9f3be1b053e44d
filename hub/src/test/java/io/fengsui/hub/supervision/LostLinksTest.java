package io.fengsui.hub.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.hub.backup.TestHub;
import io.fengsui.hub.bus.Haste;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.database.Wire;
import io.fengsui.simulator.gb26875.Cable;
import io.fengsui.simulator.gb26875.Heartbeat;
import io.fengsui.simulator.gb26875.Part;
import io.fengsui.simulator.gb26875.Report;
import io.fengsui.simulator.gb26875.Settings;
import io.fengsui.simulator.gb26875.Tally;
import io.fengsui.simulator.gb26875.Transmitter;
import io.fengsui.simulator.hub.Enrolment;
import io.fengsui.simulator.hub.NewDevice;
import io.fengsui.simulator.target.Ports;
import io.fengsui.simulator.wire.Line;
import io.fengsui.simulator.wire.Login;
import io.fengsui.simulator.wire.Packets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A whole hub that loses a gateway and a broker on real connections; only the waiting is hurried.
 */
class LostLinksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long BOX = 100_001;
  private static final int SMOKE_DETECTOR = 42;

  /** Says nothing by itself. */
  private static final Settings QUIET = Settings.of(BOX).with(Heartbeat.EMPTY, Duration.ZERO);

  /** As shipped, but each silence asks for somebody. */
  private static final String RULES =
      """
      rules:
        silence:
          title: { zh: 失联, en: Silent }
          when: { silent: class }
          severity: III
          category: device
          advice: { zh: 查看, en: Look }
      """;

  @RegisterExtension static final TestDatabase database = new TestDatabase();
  @TempDir static Path folder;

  private static final Haste haste = new Haste();
  private static int broker;
  private static Process mosquitto;
  private static Wire toBroker;
  private static Wire toHub;
  private static TestHub hub;

  @BeforeAll
  static void start() throws Exception {
    broker = Ports.free();
    mosquitto =
        new ProcessBuilder("/usr/sbin/mosquitto", "-p", "" + broker)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    toBroker = new Wire(broker);
    int gb26875 = Ports.free();
    toHub = new Wire(gb26875);
    Path rules = Files.writeString(folder.resolve("silence.yaml"), RULES);
    List<String> settings = new ArrayList<>(TestHub.demo());
    settings.addAll(database.options());
    settings.add("--fengsui.rules.files=" + rules);
    settings.add("--fengsui.links.gb26875.gb26875.port=" + gb26875);
    settings.add("--fengsui.links.broker.mqtt-client.url=tcp://127.0.0.1:" + toBroker.port());
    settings.add("--fengsui.supervision.sweep=50ms");
    settings.add("--fengsui.drill.at=off");
    hub = new TestHub(folder.resolve("data"), settings, haste, haste.time());
  }

  @AfterAll
  static void stop() throws Exception {
    hub.close();
    toHub.close();
    toBroker.close();
    mosquitto.destroyForcibly().waitFor();
  }

  @Test
  void a_gateway_whose_connection_is_cut_is_one_fault_and_its_points_none() throws Exception {
    String box = registered("fire-panel", "gb26875", "", "" + BOX);
    String early = registered("smoke-detector", "gb26875", box, Part.of(1, 1).toString());
    String late = registered("smoke-detector", "gb26875", box, Part.of(1, 2).toString());
    try (var cable = new Cable("test");
        var sender =
            new Transmitter(QUIET, address(toHub), cable, InstantSource.system(), new Tally())) {
      sender.open().get(10, TimeUnit.SECONDS);
      speaks(sender, 1);
      awaitHeard(early);
      haste.passes(Duration.ofSeconds(8));
      speaks(sender, 2);
      lives(sender);

      toHub.cut();
      haste.passes(Duration.ofSeconds(12));
      await().atMost(PATIENCE).until(() -> openTasks().contains(early));
      haste.passes(Duration.ofSeconds(8));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(behind(box)).containsExactlyInAnyOrder(early, late);
                assertThat(openTasks()).contains(box).doesNotContain(early, late);
              });
      JsonNode closed = closedTask(early);
      assertThat(closed.path("outcome").asString()).isEqualTo("duplicate");
      assertThat(closed.path("closedBy").asString()).isEqualTo("hub");
      assertThat(
              hub.api()
                  .get("/api/supervision/unprotected?of=" + box)
                  .path("items")
                  .findValuesAsString("id"))
          .containsExactlyInAnyOrder(early, late);

      toHub.mend();
      await().atMost(PATIENCE).until(sender::connected);
      for (int turn = 0; turn < 3; turn++) {
        speaks(sender, 2);
        lives(sender);
        await().atMost(PATIENCE).until(() -> !sounds(box));
        await().atMost(PATIENCE).until(() -> !sounds(late));
        haste.passes(Duration.ofSeconds(8));
      }

      await().atMost(PATIENCE).until(() -> openTasks().contains(early));
      assertThat(openTasks()).doesNotContain(late);
      assertThat(behind(box)).containsExactly(late);
    }
  }

  @Test
  void a_broker_that_is_cut_off_is_one_fault_until_its_link_is_back() throws Exception {
    List<String> devices = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      devices.add(registered("smoke-detector", "broker", "", ""));
    }
    for (String device : devices) {
      publishes(device);
      awaitHeard(device);
    }

    toBroker.cut();
    await().atMost(PATIENCE).until(() -> !state("broker").equals("RUNNING"));
    await().pollDelay(Duration.ofMillis(1100)).until(() -> true); // the watch looks each second
    haste.passes(Duration.ofSeconds(11));
    await().atMost(PATIENCE).until(() -> openTasks().contains("link:broker"));
    haste.passes(Duration.ofSeconds(10));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(behind("link:broker")).containsExactlyInAnyOrderElementsOf(devices));
    assertThat(openTasks()).doesNotContainAnyElementsOf(devices);

    toBroker.mend();
    await().atMost(PATIENCE).until(() -> !sounds("link:broker"));
    for (String device : devices) {
      publishes(device);
    }
    for (String device : devices) {
      await().atMost(PATIENCE).until(() -> !sounds(device));
    }
    assertThat(openTasks()).doesNotContainAnyElementsOf(devices);
  }

  private static String registered(String type, String link, String parent, String address)
      throws Exception {
    var device =
        new NewDevice(
            type, link, parent, address, "point", "440106001", "20s", 23.13, 113.26, Map.of());
    return Enrolment.of(hub.api(), List.of(device)).getFirst().id();
  }

  private static void speaks(Transmitter box, int point) throws Exception {
    var state =
        new Report.ComponentState(
            Part.of(1, point),
            SMOKE_DETECTOR,
            Report.NORMAL,
            "",
            box.at(System.currentTimeMillis()));
    box.tell(List.of(state)).get(10, TimeUnit.SECONDS);
  }

  private static void lives(Transmitter box) throws Exception {
    var state = new Report.TransmitterState(Report.NORMAL, box.at(System.currentTimeMillis()));
    box.tell(List.of(state)).get(10, TimeUnit.SECONDS);
  }

  private static void publishes(String device) throws IOException {
    var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), broker);
    byte[] body = "{\"values\":{\"smoke\":false}}".getBytes(StandardCharsets.UTF_8);
    try (var line = Line.open(server, new Login(device, device, ""), Duration.ofSeconds(10))) {
      line.send(Packets.publish("hub/street/" + device + "/telemetry", body, 1, 1));
      line.read(id -> {});
    }
  }

  private static void awaitHeard(String device) {
    await()
        .atMost(PATIENCE)
        .until(() -> !hub.api().get("/api/devices/" + device).path("lastHeardAt").isMissingNode());
  }

  private static String state(String link) throws Exception {
    for (JsonNode each : hub.api().get("/api/links")) {
      if (each.path("name").asString().equals(link)) {
        return each.path("state").asString();
      }
    }
    throw new AssertionError("no link " + link);
  }

  private static Set<String> openTasks() throws Exception {
    return hub.all("/api/tasks?state=open", "/event/subject/id");
  }

  private static JsonNode closedTask(String subject) throws Exception {
    return only(hub.all("/api/tasks?state=closed"), "/event/subject/id", subject);
  }

  /** Whether the event of a subject says that it cannot be heard now. */
  private static boolean sounds(String subject) throws Exception {
    return event(subject).path("active").asBoolean();
  }

  /** Whose silences are part of another's. */
  private static List<String> behind(String subject) throws Exception {
    String fault = event(subject).path("id").asString();
    return hub.all("/api/events").stream()
        .filter(each -> each.path("primary").asString("").equals(fault))
        .map(each -> each.at("/subject/id").asString())
        .toList();
  }

  private static JsonNode event(String subject) throws Exception {
    return only(hub.all("/api/events"), "/subject/id", subject);
  }

  private static JsonNode only(List<JsonNode> all, String field, String value) {
    var found = all.stream().filter(each -> each.at(field).asString().equals(value)).toList();
    assertThat(found).as(value).hasSize(1);
    return found.getFirst();
  }

  private static InetSocketAddress address(Wire wire) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), wire.port());
  }
}
