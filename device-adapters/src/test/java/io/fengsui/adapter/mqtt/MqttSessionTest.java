package io.fengsui.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import java.net.BindException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How peers come, listen and go, seen from the wire. */
class MqttSessionTest {

  private static final String TOPIC = "hub/street/sd-1/telemetry";
  private static final String SMOKE = "{\"values\":{\"smoke\":true}}";

  private final EndpointFixture endpoint = new EndpointFixture();
  private final RecordingUplink hub = endpoint.hub();
  private final int port = endpoint.port();

  @AfterEach
  void stop() {
    endpoint.close();
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
    var second = RunningLink.start(endpoint.adapter(), hub);

    second.awaitEnd(Duration.ofSeconds(10));

    assertThat(second.failure())
        .isInstanceOf(BindException.class)
        .hasMessageContaining("127.0.0.1:" + port);
  }
}
