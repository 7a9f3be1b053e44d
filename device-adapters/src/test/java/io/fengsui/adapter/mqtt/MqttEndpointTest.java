package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import java.net.BindException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoint's side of the standard, seen from the wire. */
class MqttEndpointTest {

  private static final String TOPIC = "hub/street/sd-1/telemetry";
  private static final String SMOKE = "{\"values\":{\"smoke\":true}}";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int port = MqttAdapterTest.freePort();
  private final MqttSettings settings =
      MqttSettings.listeningOn("127.0.0.1", port)
          .with(
              new MqttSettings.Limits(
                  4_096,
                  4,
                  100,
                  20,
                  200,
                  100,
                  Duration.ofSeconds(1),
                  Duration.ofMinutes(1),
                  Duration.ofSeconds(1),
                  1));
  private final RecordingUplink hub =
      new RecordingUplink()
          .knows("sd-1", "open-sesame")
          .knows("gw-1", "open-sesame")
          .parent("gw-1", "child-1");
  private final RunningLink link = RunningLink.start(new MqttProtocol().adapter(settings), hub);

  @BeforeEach
  void serves() {
    hub.awaitServing();
  }

  @AfterEach
  void stop() {
    link.close();
  }

  @ParameterizedTest
  @CsvSource({"4, 000400", "5, 008600"})
  void refuses_a_wrong_credential(int version, String connAck) {
    var wish = new RawMqtt.Connect();
    wish.password = "guess";
    try (var device = new RawMqtt(port, version).connect(wish)) {
      assertThat(device.next(RawMqtt.CONNACK).body()).startsWith(connAck.substring(0, 4));
      device.isClosed();
    }
    assertThat(hub.messages()).isEmpty();
  }

  @Test
  void refuses_a_will_that_speaks_for_another() {
    var wish = new RawMqtt.Connect();
    wish.willTopic = "hub/street/gw-1/status";
    wish.will = "{\"state\":\"offline\"}";
    try (var device = new RawMqtt(port, 5).connect(wish)) {
      assertThat(device.next(RawMqtt.CONNACK).body()).startsWith("0087");
    }
  }

  @Test
  void closes_on_a_first_packet_that_is_not_connect() {
    try (var device = new RawMqtt(port, 5).ping()) {
      device.isClosed();
    }
    assertThat(hub.lost().reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void closes_a_connection_that_never_says_connect() {
    try (var device = new RawMqtt(port, 5)) {
      device.isClosed();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hub/street/gw-1/telemetry, 87, NOT_ALLOWED",
    "hub/other/sd-1/telemetry, 90, MALFORMED",
    "hub/street/sd-1/cmd, 90, MALFORMED",
    "a/b, 90, MALFORMED",
  })
  void answers_a_wrong_topic_with_a_reason_and_counts_it(String topic, String code, Reason reason) {
    try (var v5 = new RawMqtt(port, 5).connected()) {
      assertThat(v5.publish(topic, SMOKE, 1, 7).next(RawMqtt.PUBACK).body())
          .startsWith("0007" + code);
    }
    assertThat(hub.lost().reason()).isEqualTo(reason);
    try (var v3 = new RawMqtt(port, 4).connected()) {
      assertThat(v3.publish(topic, SMOKE, 1, 7).next(RawMqtt.PUBACK).body()).isEqualTo("0007");
    }
    assertThat(hub.losses()).hasSize(2);
    assertThat(hub.messages(Telemetry.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[1]",
        "{\"values\":{\"smoke\":",
        "{\"values\":{\"battery\":101}}"
      })
  void answers_an_unusable_payload_with_a_reason(String payload) {
    try (var device = new RawMqtt(port, 5).connected()) {
      assertThat(device.publish(TOPIC, payload, 1, 7).next(RawMqtt.PUBACK).body())
          .startsWith("000799");
      assertThat(device.publish(TOPIC, SMOKE, 1, 8).next(RawMqtt.PUBACK).body()).isEqualTo("0008");
    }
    assertThat(hub.losses()).hasSize(1);
  }

  @Test
  void refuses_a_device_from_the_moment_it_is_retired() {
    try (var device = new RawMqtt(port, 5).connected()) {
      device.publish(TOPIC, SMOKE, 1, 1).next(RawMqtt.PUBACK);

      hub.retire("sd-1");

      assertThat(device.publish(TOPIC, SMOKE, 1, 2).next(RawMqtt.PUBACK).body())
          .startsWith("000287");
    }
  }

  @Test
  void closes_at_an_oversize_packet_and_says_so() {
    try (var device = new RawMqtt(port, 5).connected()) {
      device.publish(TOPIC, " ".repeat(5_000), 1, 1);

      assertThat(device.next(RawMqtt.DISCONNECT).body()).startsWith("95");
      device.isClosed();
    }
    assertThat(hub.lost().reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void closes_when_more_is_in_flight_than_was_agreed() {
    hub.hold();
    try (var device = new RawMqtt(port, 5).connected()) {
      for (int i = 1; i <= 5; i++) {
        device.publish(TOPIC, SMOKE, 1, i);
      }

      assertThat(device.next(RawMqtt.DISCONNECT).body()).startsWith("93");
    }
  }

  @Test
  void takes_a_qos_2_publish_once_however_often_it_comes() {
    try (var device = new RawMqtt(port, 4).connected()) {
      device.publish(TOPIC, SMOKE, 2, 7).next(RawMqtt.PUBREC);
      device.publish(TOPIC, SMOKE.getBytes(UTF_8), 0x0C, 7).next(RawMqtt.PUBREC);
      device.release(7).next(RawMqtt.PUBCOMP);
      device.publish(TOPIC, SMOKE, 2, 7).next(RawMqtt.PUBREC);
    }

    assertThat(hub.messages(Telemetry.class)).hasSize(2);
  }

  @Test
  void records_a_qos_2_publish_only_when_the_hub_has_it() {
    hub.hold();
    try (var device = new RawMqtt(port, 5).connected()) {
      device.publish(TOPIC, SMOKE, 2, 7).publish(TOPIC, SMOKE.getBytes(UTF_8), 0x0C, 7).ping();
      device.next(RawMqtt.PINGRESP);
      assertThat(device.hasHeardNothing()).isTrue();

      hub.release();

      assertThat(device.next(RawMqtt.PUBREC).body()).isEqualTo("0007");
      assertThat(device.release(7).next(RawMqtt.PUBCOMP).body()).isEqualTo("0007");
      assertThat(device.release(8).next(RawMqtt.PUBCOMP).body()).startsWith("000892");
    }
  }

  @Test
  void answers_in_the_order_of_the_publishes_even_those_it_refuses_itself() {
    hub.hold();
    try (var device = new RawMqtt(port, 5).connected()) {
      device.publish(TOPIC, SMOKE, 1, 1).publish("a/b", SMOKE, 1, 2).publish(TOPIC, SMOKE, 1, 3);
      hub.heard(Telemetry.class, 2);
      assertThat(device.hasHeardNothing()).isTrue();

      hub.release();

      assertThat(device.next(RawMqtt.PUBACK).body()).isEqualTo("0001");
      assertThat(device.next(RawMqtt.PUBACK).body()).startsWith("000290");
      assertThat(device.next(RawMqtt.PUBACK).body()).isEqualTo("0003");
    }
  }

  @Test
  void closes_without_an_answer_when_the_hub_is_busy() {
    hub.answers(message -> new Receipt.Busy(Duration.ofSeconds(1)));
    try (var v5 = new RawMqtt(port, 5).connected()) {
      assertThat(v5.publish(TOPIC, SMOKE, 1, 1).next(RawMqtt.DISCONNECT).body()).startsWith("89");
      v5.isClosed();
    }
    try (var v3 = new RawMqtt(port, 4).connected()) {
      v3.publish(TOPIC, SMOKE, 1, 1).isClosed();
    }
  }

  @Test
  void reads_no_more_than_may_be_unsettled_and_goes_on_later() {
    hub.hold();
    try (var device = new RawMqtt(port, 4).connected()) {
      for (int i = 0; i < 1_000; i++) {
        device.publish(TOPIC, SMOKE, 0, 0);
      }
      hub.heard(Telemetry.class, 4);
      assertThat(hub.held()).isLessThanOrEqualTo(100);

      hub.release();

      hub.heard(Telemetry.class, 1_000);
    }
  }

  @Test
  void tells_of_coming_and_going() {
    try (var device = new RawMqtt(port, 5).connected()) {
      assertThat(hub.heard(Presence.class, 1).getFirst().online()).isTrue();
      device.disconnect().isClosed();
    }

    var gone = hub.heard(Presence.class, 2).getLast();
    assertThat(gone.online()).isFalse();
    assertThat(gone.description()).isEqualTo(Map.of("reason", "good-bye"));
  }

  @Test
  void publishes_the_will_of_a_device_that_vanishes() {
    var wish = new RawMqtt.Connect();
    wish.willTopic = "hub/street/sd-1/status";
    wish.will = "{\"state\":\"offline\",\"reason\":\"power lost\"}";
    new RawMqtt(port, 5).connect(wish).close();

    var gone = hub.heard(Presence.class, 2).getLast();
    assertThat(gone.online()).isFalse();
    assertThat(gone.description()).containsEntry("reason", "power lost");
    await().during(Duration.ofMillis(100)).until(() -> hub.messages(Presence.class).size() == 2);
  }

  @Test
  void publishes_a_will_of_another_kind_besides() {
    var wish = new RawMqtt.Connect();
    wish.willTopic = "hub/street/sd-1/event";
    wish.will = "{\"type\":\"tamper\"}";
    new RawMqtt(port, 4).connect(wish).close();

    assertThat(hub.heard(Occurrence.class, 1).getFirst().type()).isEqualTo("tamper");
    assertThat(hub.heard(Presence.class, 2).getLast().description())
        .containsEntry("reason", "connection-lost");
  }

  @Test
  void ends_a_connection_that_is_silent_beyond_its_keep_alive() {
    var wish = new RawMqtt.Connect();
    wish.keepAlive = 1;
    try (var device = new RawMqtt(port, 5).connect(wish)) {
      device.next(RawMqtt.CONNACK);
      assertThat(device.next(RawMqtt.DISCONNECT).body()).startsWith("8d");
    }
    assertThat(hub.heard(Presence.class, 2).getLast().description())
        .containsEntry("reason", "keep-alive");
  }

  @Test
  void gives_a_session_to_the_newest_connection() {
    try (var earlier = new RawMqtt(port, 5).connected();
        var later = new RawMqtt(port, 5).connected()) {
      assertThat(earlier.next(RawMqtt.DISCONNECT).body()).startsWith("8e");
      earlier.isClosed();
      later.publish(TOPIC, SMOKE, 1, 1).next(RawMqtt.PUBACK);
    }

    assertThat(hub.heard(Presence.class, 3).stream().map(Presence::online))
        .as("no offline between the two")
        .containsExactly(true, true, false);
  }

  @Test
  void lets_a_gateway_speak_for_its_children() {
    var wish = new RawMqtt.Connect();
    wish.user = "gw-1";
    try (var gateway = new RawMqtt(port, 5).connect(wish)) {
      gateway.next(RawMqtt.CONNACK);
      gateway.publish("hub/street/child-1/telemetry", SMOKE, 1, 1).next(RawMqtt.PUBACK);
    }

    assertThat(hub.messages(Telemetry.class).getFirst().device())
        .isEqualTo(new DeviceId("child-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "hub/street/sd-1/cmd, 01, 01",
    "hub/street/gw-1/cmd, 87, 80",
    "hub/street/sd-1/telemetry, 87, 80",
    "hub/#, a2, 80",
    "$share/g/hub/street/sd-1/cmd, 9e, 80",
  })
  void grants_only_a_devices_own_commands(String filter, String v5, String v3) {
    try (var device = new RawMqtt(port, 5).connected()) {
      assertThat(device.subscribe(filter, 2).next(RawMqtt.SUBACK).body()).isEqualTo("000900" + v5);
    }
    try (var device = new RawMqtt(port, 4).connected()) {
      assertThat(device.subscribe(filter, 2).next(RawMqtt.SUBACK).body()).isEqualTo("0009" + v3);
    }
  }

  @Test
  void assigns_a_client_id_to_a_v5_peer_without_one() {
    var wish = new RawMqtt.Connect();
    wish.client = "";
    try (var device = new RawMqtt(port, 5).connect(wish)) {
      assertThat(device.next(RawMqtt.CONNACK).body()).startsWith("0000").contains("6875622d");
    }
    wish.clean = false;
    try (var device = new RawMqtt(port, 4).connect(wish)) {
      assertThat(device.next(RawMqtt.CONNACK).body()).isEqualTo("0002");
    }
  }

  @Test
  void names_a_port_that_is_taken() throws Exception {
    var second = RunningLink.start(new MqttProtocol().adapter(settings), hub);

    second.awaitEnd(PATIENCE);

    assertThat(second.failure())
        .isInstanceOf(BindException.class)
        .hasMessageContaining("127.0.0.1:" + port);
  }
}
