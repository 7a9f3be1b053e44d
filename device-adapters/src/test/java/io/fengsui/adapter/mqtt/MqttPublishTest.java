package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.RecordingUplink;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How publishes are answered, seen from the wire. */
class MqttPublishTest {

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
}
