package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Bytes as they come from a network: cut anywhere, or nonsense. */
class MqttStreamTest {

  private static final int PORT = MqttAdapterTest.freePort();
  private static final int MESSAGES = 5;
  private static final RecordingUplink HUB = new RecordingUplink().knows("sd-1", "open-sesame");
  private static final RunningLink LINK =
      RunningLink.start(
          new MqttProtocol().adapter(MqttSettings.listeningOn("127.0.0.1", PORT)), HUB);

  @BeforeContainer
  static void serves() {
    HUB.awaitServing();
  }

  @AfterContainer
  static void stop() {
    LINK.close();
  }

  @Property(tries = 50)
  void gives_the_same_messages_however_the_stream_is_cut(
      @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 60) Integer> cuts) {
    int before = HUB.messages(Telemetry.class).size();
    try (var device = new RawMqtt(PORT, 5).connected()) {
      var stream = new RawMqtt.Body();
      for (int i = 1; i <= MESSAGES; i++) {
        var publish = new RawMqtt.Body().text("hub/street/sd-1/telemetry").number(i).octet(0);
        stream.raw(RawMqtt.packet(0x32, publish.raw("{\"smoke\":1}".getBytes(UTF_8))));
      }
      byte[] bytes = stream.toByteArray();
      int from = 0;
      for (int cut : cuts) {
        int to = Math.min(bytes.length, from + cut);
        device.raw(Arrays.copyOfRange(bytes, from, to));
        from = to;
      }
      device.raw(Arrays.copyOfRange(bytes, from, bytes.length));
      for (int i = 1; i <= MESSAGES; i++) {
        assertThat(device.next(RawMqtt.PUBACK).body()).isEqualTo("%04x".formatted(i));
      }
    }
    assertThat(HUB.messages(Telemetry.class)).hasSize(before + MESSAGES);
  }

  @Property(tries = 100)
  void survives_any_bytes_before_and_after_connect(@ForAll byte[] noise) {
    try (var stranger = new RawMqtt(PORT, 5);
        var device = new RawMqtt(PORT, 5).connected()) {
      stranger.raw(noise);
      device.raw(noise);
    }
    try (var device = new RawMqtt(PORT, 5).connected()) {
      device.ping().next(RawMqtt.PINGRESP);
    }
    assertThat(LINK.isRunning()).isTrue();
  }
}
