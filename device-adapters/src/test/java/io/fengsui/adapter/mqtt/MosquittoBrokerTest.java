package io.fengsui.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.ConventionSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our client at a real broker, which is Eclipse Mosquitto. */
class MosquittoBrokerTest {

  private static final String TOPIC = "hub/street/sd-1/telemetry";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final int port = MqttAdapterTest.freePort();
  private final RecordingUplink hub = new RecordingUplink();

  @Test
  void hears_what_devices_tell_the_broker() throws Exception {
    try (var broker = new Mosquitto(folder, port).start();
        var _ = joined(broker)) {
      say("{\"values\":{\"smoke\":true}}");

      assertThat(hub.heard(Telemetry.class, 1).getFirst().readings())
          .containsEntry("smoke", new Value.Flag(true));
    }
  }

  @Test
  void marks_what_the_broker_had_retained() throws Exception {
    try (var broker = new Mosquitto(folder, port).start()) {
      Mosquitto.publish(
          port, "-r", "-q", "1", "-t", "hub/street/sd-1/status", "-m", "{\"state\":\"online\"}");
      try (var _ = joined(broker)) {
        assertThat(hub.heard(Presence.class, 1).getFirst().description())
            .containsEntry("retained", "true");
      }
    }
  }

  @Test
  void gets_again_what_it_did_not_acknowledge() throws Exception {
    try (var broker = new Mosquitto(folder, port).start()) {
      var link = joined(broker);
      hub.answers(message -> new Receipt.Busy(Duration.ZERO));
      say(temperature(1));
      say(temperature(2));
      link.awaitEnd(PATIENCE);
      assertThat(link.failure()).isInstanceOf(IOException.class).hasMessageContaining("busy");
      int before = hub.messages(Telemetry.class).size();

      hub.answers(message -> Receipt.Accepted.INSTANCE);
      try (var _ = joined(broker)) {
        hub.heard(Telemetry.class, before + 2);
      }

      assertThat(temperatures().subList(before, before + 2)).containsExactly(1.0, 2.0);
    }
  }

  @Test
  void loses_nothing_when_the_broker_is_killed_and_comes_back() throws Exception {
    try (var broker = new Mosquitto(folder, port).start()) {
      var link = joined(broker);
      say(temperature(1));
      hub.heard(Telemetry.class, 1);
      hub.hold();
      say(temperature(2));
      hub.heard(Telemetry.class, 2);

      broker.save(temperature(2));
      broker.kill();
      link.awaitEnd(PATIENCE);
      assertThat(link.failure()).hasMessageContaining(broker.url());
      broker.start();
      int before = temperatures().size();
      try (var _ = joined(broker)) {
        say(temperature(3));
        hub.heard(Telemetry.class, before + 2);
      }

      assertThat(temperatures().subList(before, before + 2))
          .as("what was not acknowledged, then what is new")
          .containsExactly(2.0, 3.0);
    }
  }

  @Test
  void hears_after_a_restart_what_came_while_it_was_away() throws Exception {
    try (var broker = new Mosquitto(folder, port).start()) {
      joined(broker).close();
      say(temperature(1));
      broker.stop();
      broker.start();
      try (var _ = joined(broker)) {
        hub.heard(Telemetry.class, 1);
      }

      assertThat(temperatures()).containsExactly(1.0);
    }
  }

  @Test
  void shares_the_messages_of_a_group() throws Exception {
    try (var broker = new Mosquitto(folder, port).start()) {
      try (var _ = joined(broker, "hub-a", "hubs");
          var _ = joined(broker, "hub-b", "hubs")) {
        for (int i = 0; i < 20; i++) {
          say(temperature(i));
        }
        hub.heard(Telemetry.class, 20);
      }

      assertThat(temperatures()).hasSize(20).doesNotHaveDuplicates();
    }
  }

  @Test
  void does_not_let_the_broker_speak_for_other_devices() throws Exception {
    try (var broker = new Mosquitto(folder, port).start();
        var _ = started(settings(broker, "fengsui", "north-", null))) {
      say(temperature(1));
      assertThat(hub.lost().reason()).isEqualTo(Reason.NOT_ALLOWED);
    }
    assertThat(hub.messages()).isEmpty();
  }

  @Test
  void names_the_broker_that_it_cannot_reach() throws Exception {
    var link =
        RunningLink.start(
            new MqttClientProtocol()
                .adapter(MqttClientSettings.joining("tcp://127.0.0.1:" + port, "fengsui")),
            hub);

    link.awaitEnd(PATIENCE);

    assertThat(link.failure())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tcp://127.0.0.1:" + port);
  }

  private RunningLink joined(Mosquitto broker) {
    return started(MqttClientSettings.joining(broker.url(), "fengsui"));
  }

  private RunningLink joined(Mosquitto broker, String clientId, String group) {
    return started(settings(broker, clientId, "", group));
  }

  private RunningLink started(MqttClientSettings settings) {
    var link = RunningLink.start(new MqttClientProtocol().adapter(settings), hub);
    hub.awaitServing();
    return link;
  }

  private static MqttClientSettings settings(
      Mosquitto broker, String clientId, String prefix, @Nullable String group) {
    return new MqttClientSettings(
        broker.url(),
        clientId,
        null,
        null,
        "street",
        prefix,
        group,
        null,
        Duration.ofHours(1),
        100,
        4_096,
        Duration.ofSeconds(30),
        PATIENCE,
        List.of(),
        ConventionSettings.usual());
  }

  private void say(String payload) throws Exception {
    var outcome = Mosquitto.publish(port, "-V", "mqttv5", "-q", "1", "-t", TOPIC, "-m", payload);
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  private List<Double> temperatures() {
    return hub.messages(Telemetry.class).stream()
        .map(message -> message.readings().get("temperature"))
        .map(value -> value instanceof Value.Quantity(double amount, var _) ? amount : Double.NaN)
        .toList();
  }

  private static String temperature(int degrees) {
    return "{\"values\":{\"temperature\":" + degrees + "}}";
  }
}
