package io.fengsui.adapter.lwm2m;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.CoapPeer;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Nat;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.binary.Checksum;
import io.fengsui.adapter.binary.Field;
import io.fengsui.adapter.binary.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub's side against Leshan's client over DTLS. */
@SuppressWarnings("NullAway") // a setting that is left out is null
class DetectorTest {

  private static final String DEVICE = "sd-1";
  private static final String IMEI = "867726030000001";
  private static final String ENDPOINT = "urn:imei:" + IMEI;
  private static final String KEY = "0123456789abcdef";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Value ON = new Value.Flag(true);
  private static final Value OFF = new Value.Flag(false);

  @TempDir Path folder;
  private final int port = CoapPeer.freePort();
  private RecordingUplink hub = new RecordingUplink().knows(DEVICE, KEY).registers(DEVICE, IMEI);
  private Lwm2mAdapter adapter = adapter();
  private RunningLink link;
  private Detector detector = secure(ENDPOINT, DEVICE, KEY, false);

  private Lwm2mAdapter adapter() {
    var layout =
        new Layout(
            "a55a",
            4,
            null,
            Checksum.NONE,
            null,
            List.of(
                new Field("smoke", 2, null, 0, null, null, null),
                new Field("humidity", 3, null, null, null, null, 255L)));
    var profile =
        new Lwm2mSettings.Profile("urn:imei:", null, null, "acme", Map.of("self-test", "a55a0101"));
    return (Lwm2mAdapter)
        new Lwm2mProtocol()
            .adapter(
                new Lwm2mSettings(
                    "127.0.0.1",
                    port,
                    false,
                    Map.of("acme", layout),
                    Map.of("acme", profile),
                    Duration.ofMillis(1_500),
                    Duration.ofSeconds(2),
                    Duration.ofDays(1),
                    Duration.ofDays(8),
                    Lwm2mSettings.Limits.DEFAULT));
  }

  private Detector secure(String endpoint, String identity, String key, boolean queue) {
    return new Detector(port, endpoint, identity, key, queue, 600);
  }

  @BeforeEach
  void serve() {
    link = RunningLink.start(adapter, hub.keepsIn(folder));
    hub.awaitServing();
  }

  @AfterEach
  void end() {
    detector.close();
    link.close();
  }

  private Value latest(String metric) {
    return hub.messages(Telemetry.class).stream()
        .map(message -> message.readings().get(metric))
        .filter(Objects::nonNull)
        .reduce((first, second) -> second)
        .orElse(new Value.Text("nothing"));
  }

  private void awaitLatest(String metric, Value value) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(latest(metric)).isEqualTo(value));
  }

  private long count(String metric, Value value) {
    return hub.messages(Telemetry.class).stream()
        .filter(message -> value.equals(message.readings().get(metric)))
        .count();
  }

  private Presence presence(boolean online) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> hub.messages(Presence.class).stream().anyMatch(each -> each.online() == online));
    return hub.messages(Presence.class).stream()
        .filter(each -> each.online() == online)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private CommandOutcome order(String name, Map<String, Value> arguments, int seconds)
      throws InterruptedException {
    return adapter.execute(
        new Command(
            "c-" + name,
            new DeviceId(DEVICE),
            name,
            arguments,
            Instant.now().plusSeconds(seconds)));
  }

  @Test
  void an_alarm_is_told_once_and_so_is_its_end() {
    detector.start();
    awaitLatest("smoke", OFF);
    awaitLatest("battery", new Value.Quantity(87, "%"));

    detector.smoke.set(6046, true);
    awaitLatest("smoke", ON);
    detector.smoke.set(6046, false);
    awaitLatest("smoke", OFF);

    assertThat(count("smoke", ON)).isEqualTo(1);
    assertThat(presence(true).device()).isEqualTo(new DeviceId(DEVICE));
  }

  @Test
  void an_alarm_that_sounds_already_is_told_at_registration() {
    detector.smoke.with(6046, true);

    detector.start();

    awaitLatest("smoke", ON);
  }

  @Test
  void error_codes_are_faults_that_come_and_go() {
    detector.start();
    awaitLatest("fault", OFF);

    detector.device.set(11, Map.of(0, 1L, 1, 8L));
    awaitLatest("fault", ON);
    assertThat(latest("battery.low")).isEqualTo(ON);

    detector.device.set(11, Map.of(0, 0L));
    awaitLatest("fault", OFF);
    assertThat(latest("battery.low")).isEqualTo(OFF);
  }

  @Test
  void an_input_is_what_its_application_type_says() {
    detector.start();
    awaitLatest("tamper", OFF);

    detector.input.set(5500, true);

    awaitLatest("tamper", ON);
  }

  @Test
  void a_vendors_bytes_are_read_by_its_layout() {
    detector.start();
    awaitLatest("smoke", OFF);

    detector.bytes.set(0, Map.of(0, new byte[] {(byte) 0xa5, 0x5a, 1, 42}));

    awaitLatest("humidity", new Value.Quantity(42, "%"));
    awaitLatest("smoke", ON);
  }

  @Test
  void what_is_sent_is_answered_and_told() throws Exception {
    detector.start();
    awaitLatest("smoke", OFF);
    detector.smoke.with(6046, true);

    assertThat(detector.send("/3407/0/6046")).isTrue();

    awaitLatest("smoke", ON);
  }

  @Test
  void commands_are_answered_by_the_device() throws Exception {
    detector.start();
    awaitLatest("smoke", OFF);

    assertThat(order("mute", Map.of(), 5)).isInstanceOf(CommandOutcome.Done.class);
    assertThat(detector.buzzer.value(5850)).isEqualTo(false);
    assertThat(order("self-test", Map.of(), 5)).isInstanceOf(CommandOutcome.Done.class);
    assertThat(order("read", Map.of("path", new Value.Text("/3407/0/6044")), 5))
        .isEqualTo(new CommandOutcome.Done(Map.of("battery", new Value.Quantity(87.5, "%"))));
    assertThat(order("read", Map.of("path", new Value.Text("/9/9/9/9/9")), 5))
        .isInstanceOf(CommandOutcome.Refused.class);
    assertThat(order("reboot", Map.of(), 5)).isInstanceOf(CommandOutcome.Refused.class);
    assertThat(order("dance", Map.of(), 5)).isInstanceOf(CommandOutcome.Unsupported.class);
  }

  @Test
  void good_bye_is_offline() {
    detector.start();
    presence(true);

    detector.leave();

    assertThat(presence(false).description()).containsEntry("reason", "good-bye");
  }

  @Test
  void a_device_whose_lifetime_ends_is_offline() {
    detector.close();
    detector = new Detector(port, ENDPOINT, DEVICE, KEY, false, 3);
    detector.start();
    presence(true);

    detector.close();

    assertThat(presence(false).description()).containsEntry("reason", "lifetime-ended");
  }

  @Test
  void a_command_waits_until_a_sleeper_wakes() throws Exception {
    detector.close();
    detector = secure(ENDPOINT, DEVICE, KEY, true);
    detector.start();
    awaitLatest("smoke", OFF);
    Thread waker =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  assertThat(detector.buzzer.value(5850)).isEqualTo(true);
                  detector.smoke.set(6046, true);
                });
    await().pollDelay(Duration.ofMillis(1_700)).until(() -> true); // the device sleeps now
    assertThat(order("mute", Map.of(), 1)).isInstanceOf(CommandOutcome.Unreachable.class);

    waker.start();
    assertThat(order("mute", Map.of(), 8)).isInstanceOf(CommandOutcome.Done.class);

    assertThat(hub.messages(Presence.class)).allMatch(Presence::online);
  }

  @Test
  void a_registration_outlives_the_hub() {
    detector.close();
    detector = new Detector(port, ENDPOINT, DEVICE, KEY, false, 600, true);
    detector.start();
    awaitLatest("smoke", OFF);
    link.close();
    hub = new RecordingUplink().knows(DEVICE, KEY).registers(DEVICE, IMEI).keepsIn(folder);
    adapter = adapter();
    link = RunningLink.start(adapter, hub);
    assertThat(hub.awaitServing()).contains("1 devices known");

    detector.update();
    awaitLatest("smoke", OFF);
    detector.smoke.set(6046, true);

    awaitLatest("smoke", ON);
    assertThat(hub.messages(Presence.class)).allMatch(Presence::online);
  }

  @Test
  void a_session_survives_another_port_by_its_connection_id() {
    try (var nat = new Nat(port)) {
      detector.close();
      detector = new Detector(nat.port(), ENDPOINT, DEVICE, KEY, false, 600);
      detector.start();
      awaitLatest("smoke", OFF);
      int handshakes = nat.handshakes();

      nat.rebind();
      detector.update();
      detector.smoke.set(6046, true);

      awaitLatest("smoke", ON);
      assertThat(nat.handshakes()).isEqualTo(handshakes);
    }
  }
}
