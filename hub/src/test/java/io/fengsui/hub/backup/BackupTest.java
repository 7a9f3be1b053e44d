package io.fengsui.hub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LaneView;
import io.fengsui.hub.cli.Terminal;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.dispatch.webhook.Receiver;
import io.fengsui.simulator.hub.Registered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A hub on an outside database is backed up while alarms come in, and restored to one that runs its
 * own. Done once; each test looks at another side of the second hub.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {
  private static final int DETECTORS = 120;
  private static final int BEFORE = 20;

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @TempDir static Path folder;

  private Path archive;
  private String said = "";
  private final List<String> takenBefore = new ArrayList<>();
  private final Set<String> eventsOfFirst = new TreeSet<>();
  private Set<String> accounts = Set.of();
  private Set<String> devices = Set.of();
  private String acceptedTask;
  private List<Registered> detectors;
  private Receiver city;
  private TestHub second;

  @BeforeAll
  void a_hub_is_backed_up_under_traffic_and_restored() throws Exception {
    archive = folder.resolve("backup.tar.gz");
    Path data = folder.resolve("first");
    shortAlarms(data);
    try (var before = new Receiver();
        var first = new TestHub(data, settings(before))) {
      detectors = first.smokeDetectors(DETECTORS);
      var next = new AtomicInteger();
      while (next.get() < BEFORE) {
        Detector.smoke(first.mqtt(), detectors.get(next.getAndIncrement()), true);
      }
      await().until(() -> first.all("/api/tasks").size() == BEFORE);
      acceptedTask = first.all("/api/tasks").getFirst().path("id").asString();
      first.api().post("/api/tasks/" + acceptedTask + "/accept", Map.of());
      await().until(() -> Set.copyOf(keys(before)).size() == BEFORE + 1);
      takenBefore.addAll(keys(before));
      before.answers(IntStream.generate(() -> 503).limit(1000).toArray());
      backUpWhileAlarmsComeIn(first, next);
      accounts = first.accounts();
      devices = first.all("/api/devices", "/id");
      await().until(() -> first.all("/api/events").size() == next.get());
      eventsOfFirst.addAll(first.all("/api/events", "/id"));
    }
    assertThat(restore(archive, "--data", folder.resolve("second").toString())).isZero();
    city = new Receiver();
    second = new TestHub(folder.resolve("second"), webhook(city));
  }

  @AfterAll
  void stop() {
    second.close();
    city.close();
  }

  @Test
  void accounts_tokens_and_devices_are_there_and_the_audit_chain_is_whole() throws Exception {
    assertThat(second.accounts()).isEqualTo(accounts);
    assertThat(second.all("/api/devices", "/id")).isEqualTo(devices).hasSize(DETECTORS);
    Terminal terminal = terminal(second);
    assertThat(terminal.run("audit", "verify")).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("The audit log is whole");
  }

  @Test
  void each_alarm_that_the_copied_bus_holds_is_one_event_with_one_task() throws Exception {
    long heard = alarmsOnTheBus();
    await().until(() -> second.all("/api/tasks").size() >= heard);

    assertThat(heard).isBetween(BEFORE + 10L, (long) DETECTORS);
    assertThat(second.all("/api/events", "/id")).hasSize((int) heard);
    assertThat(eventsOfFirst).containsAll(second.all("/api/events", "/id"));
    assertThat(second.all("/api/tasks")).hasSize((int) heard);
  }

  @Test
  void what_was_taken_over_before_is_not_handed_over_again_and_the_rest_is_once() throws Exception {
    int due = (int) alarmsOnTheBus() - BEFORE;
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> keys(city).stream().filter(key -> key.endsWith(".1")).count() >= due);

    assertThat(keys(city)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(takenBefore);
  }

  @Test
  void what_was_open_is_closed_by_the_devices_with_their_old_credentials() throws Exception {
    JsonNode task = second.api().get("/api/tasks/" + acceptedTask);
    assertThat(task.path("state").asString()).isEqualTo("accepted");
    assertThat(task.path("assignee").asString()).isEqualTo("demo");
    for (Registered detector : detectors) {
      Detector.smoke(second.mqtt(), detector, false);
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> second.all("/api/events").stream().noneMatch(e -> e.at("/active").asBoolean()));
  }

  @Test
  void a_second_restore_to_the_folder_is_refused_and_changes_nothing() throws Exception {
    assertThat(restore(archive, "--data", folder.resolve("second").toString())).isEqualTo(1);

    assertThat(said).contains("is not empty");
    assertThat(second.accounts()).isEqualTo(accounts);
  }

  @Test
  void a_backup_is_checked_whole_before_anything_is_touched() throws Exception {
    assertThat(restore(archive, "--dry-run")).isZero();
    assertThat(said).contains("\"schema\"");
    byte[] bytes = Files.readAllBytes(archive);
    Path harmed = folder.resolve("harmed.tar.gz");
    for (int at : new int[] {bytes.length / 3, bytes.length / 2, bytes.length - 5}) {
      bytes[at] ^= 4;
      Files.write(harmed, bytes);
      bytes[at] ^= 4;
      assertThat(restore(harmed, "--data", folder.resolve("none").toString())).isEqualTo(1);
      assertThat(said).contains("is damaged and cannot be used");
    }
    Files.write(harmed, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    assertThat(restore(harmed, "--dry-run")).isEqualTo(1);
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void an_empty_outside_database_can_be_the_target_and_one_that_is_not_empty_is_refused()
      throws Exception {
    String[] outside = TestDatabase.empty().toArray(String[]::new);
    List<String> options = new ArrayList<>(List.of(outside));
    options.addAll(List.of("--data", folder.resolve("outside").toString()));

    assertThat(restore(archive, options.toArray(String[]::new))).isZero();
    assertThat(folder.resolve("outside/postgres")).doesNotExist();
    assertThat(folder.resolve("outside/bus/life-safety")).isDirectory();
    options.set(options.size() - 1, folder.resolve("again").toString());
    assertThat(restore(archive, options.toArray(String[]::new))).isEqualTo(1);
    assertThat(said).contains("is not empty");
    assertThat(folder.resolve("again")).doesNotExist();
  }

  private long alarmsOnTheBus() throws Exception {
    long end = new Archive(archive, _ -> {}).verify().bus().getOrDefault("life-safety", 0L);
    long alarms = 0;
    try (LaneView view = second.get(Bus.class).view(Lane.LIFE_SAFETY)) {
      for (Entry entry : view.read((int) end, Duration.ZERO).entries()) {
        if (entry.position() < end
            && entry instanceof Entry.Heard(long _, Instant _, String _, Telemetry telemetry)
            && new Value.Flag(true).equals(telemetry.readings().get("smoke"))) {
          alarms++;
        }
      }
    }
    return alarms;
  }

  private void backUpWhileAlarmsComeIn(TestHub first, AtomicInteger next) throws Exception {
    var done = new AtomicBoolean();
    Thread alarms =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (!done.get() && next.get() < DETECTORS) {
                      Detector.smoke(first.mqtt(), detectors.get(next.getAndIncrement()), true);
                    }
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    await().until(() -> next.get() > BEFORE + 10);
    Terminal terminal = terminal(first);
    assertThat(terminal.run("backup", archive.toString())).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("Backed up to " + archive);
    int during = next.get();
    await().until(() -> next.get() > Math.min(during + 10, DETECTORS - 1));
    done.set(true);
    alarms.join();
  }

  private static Terminal terminal(TestHub hub) {
    return new Terminal(folder)
        .with("FENGSUI_URL", hub.url("").toString())
        .with("FENGSUI_TOKEN", TestHub.token());
  }

  private int restore(Path file, String... more) {
    var text = new ByteArrayOutputStream();
    var out = new PrintStream(text, true, StandardCharsets.UTF_8);
    List<String> arguments = new ArrayList<>(List.of(file.toString(), "--json"));
    arguments.addAll(List.of(more));
    int status = RestoreProgram.run(arguments, 1, out, out);
    said = text.toString(StandardCharsets.UTF_8);
    return status;
  }

  private static List<String> settings(Receiver receiver) {
    List<String> all = new ArrayList<>(TestHub.demo());
    all.addAll(database.options());
    all.addAll(webhook(receiver));
    return all;
  }

  private static List<String> webhook(Receiver receiver) {
    return List.of(
        "--fengsui.dispatch.webhook.url=" + receiver.url(),
        "--fengsui.dispatch.webhook.secret=between-the-hub-and-the-city");
  }

  private static List<String> keys(Receiver receiver) {
    return receiver.requests.stream().map(Receiver.Request::key).toList();
  }

  /** The shipped rule for smoke, without the minute for which it holds on. */
  static void shortAlarms(Path data) throws Exception {
    Path rules = Files.createDirectories(data.resolve("rules"));
    try (var shipped = BackupTest.class.getResourceAsStream("/rules/street.yaml")) {
      String all = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      String smoke = all.substring(all.indexOf("rules:"), all.indexOf("  heat:"));
      Files.writeString(rules.resolve("smoke.yaml"), smoke.replace("keepFor: 60s", "keepFor: 1s"));
    }
  }
}
