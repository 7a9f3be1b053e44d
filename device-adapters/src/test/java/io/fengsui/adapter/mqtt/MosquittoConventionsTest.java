package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.Replayable;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.ConventionName;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The conventions behind a real broker, Eclipse Mosquitto, told by its own publisher. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MosquittoConventionsTest {

  private static final Value.Flag ON = new Value.Flag(true);

  @TempDir Path folder;
  private final int port = MqttAdapterTest.freePort();
  private final RecordingUplink hub = new RecordingUplink();
  private Mosquitto broker;
  private MqttClientSettings settings;
  private Adapter adapter;

  @BeforeEach
  void start() throws IOException {
    broker = new Mosquitto(folder, port).start();
    settings =
        MqttClientSettings.joining(broker.url(), "fengsui")
            .understanding(
                List.of(ConventionName.values()),
                new ConventionSettings(
                    List.of("zigbee2mqtt"),
                    "homeassistant",
                    false,
                    List.of("Switch1=smoke"),
                    "+",
                    "fengsui",
                    false));
    adapter = new MqttClientProtocol().adapter(settings);
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void a_renamed_zigbee_detector_is_known_by_what_the_bridge_had_retained() throws Exception {
    hub.registers("sd-1", "0x00158d0004c07fa8");
    kept(
        "zigbee2mqtt/bridge/devices",
        "[{\"ieee_address\":\"0x00158d0004c07fa8\",\"friendly_name\":\"Flur/烟感\"}]");
    try (var _ = joined()) {
      say("zigbee2mqtt/Flur/烟感", "{\"smoke\":true,\"battery\":\"96.5\",\"voltage\":3055}");

      assertThat(hub.heard(Telemetry.class, 1).getFirst())
          .isEqualTo(
              new Telemetry(
                  new DeviceId("sd-1"),
                  null,
                  Map.of(
                      "smoke", ON,
                      "battery", new Value.Quantity(96.5, "%"),
                      "voltage", new Value.Quantity(3.055, "V"))));
    }
  }

  @Test
  void what_came_under_a_name_while_the_hub_was_away_is_understood_after_its_restart()
      throws Exception {
    hub.registers("sd-1", "0x00158d0004c07fa8").keepsIn(folder);
    kept(
        "zigbee2mqtt/bridge/devices",
        "[{\"ieee_address\":\"0x00158d0004c07fa8\",\"friendly_name\":\"hall\"}]");
    try (var _ = joined()) {
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> Files.size(folder.resolve("names.log")) > 0);
    }
    say("zigbee2mqtt/hall", "{\"smoke\":true}");

    adapter = new MqttClientProtocol().adapter(settings);
    try (var _ = joined()) {
      assertThat(hub.heard(Telemetry.class, 1).getFirst().readings())
          .isEqualTo(Map.of("smoke", ON));
    }
    assertThat(hub.losses()).isEmpty();
  }

  @Test
  void what_a_stranger_said_is_read_again_once_it_is_registered() throws Exception {
    kept(
        "zigbee2mqtt/bridge/devices",
        "[{\"ieee_address\":\"0x00158d0004c07fa8\",\"friendly_name\":\"hall\"}]");
    try (var _ = joined()) {
      say("zigbee2mqtt/hall", "{\"smoke\":true}");
      Raw raw = Objects.requireNonNull(hub.lost().raw());
      var replayable = (Replayable) adapter;
      assertThat(replayable.read(raw).messages()).isEmpty();

      hub.registers("sd-1", "zigbee2mqtt:0x00158d0004c07fa8");

      assertThat(replayable.read(raw).messages())
          .containsExactly(new Telemetry(new DeviceId("sd-1"), null, Map.of("smoke", ON)));
      assertThat(hub.messages()).isEmpty();
    }
  }

  @Test
  void a_retained_alarm_comes_again_after_a_restart_and_says_that_it_was_retained()
      throws Exception {
    hub.registers("sd-1", "0x0000000000000001");
    kept("zigbee2mqtt/0x0000000000000001", "{\"smoke\":true}");
    for (int start = 1; start <= 2; start++) {
      try (var _ = joined()) {
        hub.heard(Telemetry.class, start);
      }
    }
    assertThat(hub.messages(Telemetry.class))
        .allSatisfy(
            said ->
                assertThat(said.readings()).isEqualTo(Map.of("smoke", ON, Telemetry.RETAINED, ON)));
  }

  @Test
  void takes_a_burst_of_what_is_retained_and_goes_on() throws Exception {
    int many = 60;
    IntStream.range(0, many).forEach(i -> hub.registers("t-" + i, "t" + i));
    String script =
        "for i in $(seq 0 %d); do mosquitto_pub -h 127.0.0.1 -p %d -r -t tele/t$i/LWT -m Online; done"
            .formatted(many - 1, port);
    Process publishers = new ProcessBuilder("bash", "-c", script).start();
    assertThat(publishers.waitFor(20, TimeUnit.SECONDS)).isTrue();
    try (var _ = joined()) {
      hub.heard(Presence.class, many);
      hub.registers("sd-1", "0x0000000000000001");
      say("zigbee2mqtt/0x0000000000000001", "{\"smoke\":true}");
      hub.heard(Telemetry.class, 1);
    }
  }

  @Test
  void a_device_that_announces_itself_is_heard_where_it_says() throws Exception {
    hub.registers("sd-42", "hub_sd42");
    kept(
        "homeassistant/binary_sensor/hub_sd42/smoke/config",
        """
        {"stat_t":"house/sd42/state","val_tpl":"{{ value_json.smoke }}","pl_on":"true",
         "pl_off":"false","dev_cla":"smoke","dev":{"ids":["hub_sd42"]}}
        """);
    kept("house/sd42/state", "{\"smoke\":false}");
    try (var _ = joined()) {
      hub.heard(Telemetry.class, 1);
      say("house/sd42/state", "{\"smoke\":true}");

      assertThat(hub.heard(Telemetry.class, 2))
          .extracting(said -> said.readings().get("smoke"))
          .containsExactly(new Value.Flag(false), ON);
    }
  }

  @Test
  void a_tasmota_input_alarms_and_its_buzzer_is_muted() throws Exception {
    hub.registers("det", "hall");
    Process device =
        Mosquitto.run("mosquitto_sub", port, "-q", "1", "-t", "cmnd/hall/#", "-F", "%t %p");
    try (var _ = joined();
        var lines = device.inputReader(UTF_8)) {
      say("tele/hall/SENSOR", "{\"Time\":\"2021-01-01T00:00:00\",\"Switch1\":\"ON\"}");
      assertThat(hub.heard(Telemetry.class, 1).getFirst().readings())
          .isEqualTo(Map.of("smoke", ON));

      var outcome = new CompletableFuture<CommandOutcome>();
      Thread.ofVirtual().start(() -> outcome.complete(mute("det")));
      assertThat(lines.readLine()).isEqualTo("cmnd/hall/Buzzer 0");
      say("stat/hall/RESULT", "{\"Buzzer\":\"Done\"}");
      assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(CommandOutcome.Done.class);
    } finally {
      device.destroyForcibly();
    }
  }

  @Test
  void what_cannot_be_read_is_counted_and_stops_nobody() throws Exception {
    hub.registers("sd-1", "0x0000000000000001");
    try (var link = joined()) {
      // the broker keeps what is larger than a packet may be to itself
      Path large = Files.write(folder.resolve("large"), new byte[1024 * 1024]);
      for (String topic :
          List.of("zigbee2mqtt/0x0000000000000001", "spBv1.0/g/NBIRTH/e", "tele/x/SENSOR")) {
        Mosquitto.publish(port, "-t", topic, "-f", large.toString());
        say(topic, "[".repeat(1_000));
        say(topic, "\u00ff{");
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> hub.losses().size() >= 6);
      say("zigbee2mqtt/0x0000000000000001", "{\"smoke\":true}");

      assertThat(hub.heard(Telemetry.class, 1)).hasSize(1);
      assertThat(link.isRunning()).isTrue();
    }
  }

  private RunningLink joined() {
    var link = RunningLink.start(adapter, hub);
    hub.awaitServing();
    return link;
  }

  private CommandOutcome mute(String device) {
    var deadline = Instant.now().plusSeconds(10);
    try {
      return adapter.execute(new Command("c-1", new DeviceId(device), "mute", Map.of(), deadline));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void say(String topic, String payload) throws Exception {
    var outcome = Mosquitto.publish(port, "-q", "1", "-t", topic, "-m", payload);
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  private void kept(String topic, String payload) throws Exception {
    var outcome = Mosquitto.publish(port, "-r", "-q", "1", "-t", topic, "-m", payload);
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }
}
