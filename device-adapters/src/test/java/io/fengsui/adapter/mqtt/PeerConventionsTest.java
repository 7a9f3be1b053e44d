package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.Replayable;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Devices made for others' brokers, signed in at our endpoint. */
class PeerConventionsTest {

  private static final Value.Flag ON = new Value.Flag(true);
  private static final String LIST =
      "[{\"ieee_address\":\"0x00158d0004c07fa8\",\"friendly_name\":\"hall\"}]";

  private final int port = MqttAdapterTest.freePort();
  private final RecordingUplink hub =
      new RecordingUplink().knows("sd-1", "open-sesame").knows("gw-1", "open-sesame");
  private final MqttSettings usual = MqttSettings.listeningOn("127.0.0.1", port);
  private Replayable adapter = (Replayable) new MqttProtocol().adapter(usual);
  private @Nullable RunningLink link;

  private void serve(MqttSettings settings) {
    adapter = (Replayable) new MqttProtocol().adapter(settings);
    link = RunningLink.start(adapter, hub);
    hub.awaitServing();
  }

  @AfterEach
  void stop() {
    if (link != null) {
      link.close();
    }
  }

  @Test
  void whoever_signed_in_is_the_tasmota_device_whatever_its_topic_says() {
    serve(usual);
    try (var device = signedIn("sd-1", "")) {
      device.publish("tele/tasmota/SENSOR", "{\"DS18B20\":{\"Temperature\":20.6}}", 1, 1);

      assertThat(device.next(RawMqtt.PUBACK).body()).isEqualTo("0001");
      assertThat(hub.heard(Telemetry.class, 1).getFirst())
          .isEqualTo(
              new Telemetry(
                  new DeviceId("sd-1"),
                  null,
                  Map.of("temperature", new Value.Quantity(20.6, "Cel"))));
    }
  }

  @Test
  void a_detector_hangs_on_the_bridge_that_signed_in() {
    hub.registers("sd-7", "gw-1", "0x00158d0004c07fa8").registers("sd-8", "0x00158d0004c07fa9");
    serve(usual);
    try (var bridge = signedIn("gw-1", "")) {
      bridge.publish("zigbee2mqtt/bridge/devices", LIST, 1, 1);
      bridge.publish("zigbee2mqtt/hall", "{\"smoke\":true}", 1, 2);
      bridge.publish("zigbee2mqtt/0x00158d0004c07fa9", "{\"smoke\":true}", 1, 3);

      assertThat(hub.lost().reason()).isEqualTo(Reason.UNKNOWN_DEVICE);
      assertThat(hub.messages(Telemetry.class))
          .containsExactly(new Telemetry(new DeviceId("sd-7"), null, Map.of("smoke", ON)));
    }
  }

  @Test
  void what_a_device_leaves_to_be_said_is_said_once() {
    serve(usual);
    signedIn("sd-1", "tele/hall/LWT").close();

    assertThat(hub.heard(Presence.class, 2))
        .containsExactly(
            hub.messages(Presence.class).getFirst(),
            new Presence(new DeviceId("sd-1"), null, false, Map.of("reason", "its will says so")));
  }

  @Test
  void a_command_goes_by_the_topic_that_the_device_listens_to() throws Exception {
    serve(usual);
    try (var device = signedIn("sd-1", "")) {
      device.subscribe("cmnd/hall/#", 1);
      assertThat(device.next(RawMqtt.SUBACK).body()).endsWith("01");
      device.publish("tele/hall/SENSOR", "{\"AM2301\":{\"Temperature\":20.6}}", 1, 1);
      assertThat(device.next(RawMqtt.PUBACK).body()).isEqualTo("0001");
      var outcome = new CompletableFuture<CommandOutcome>();
      Thread.ofVirtual().start(() -> outcome.complete(mute("sd-1")));

      assertThat(device.next(RawMqtt.PUBLISH).body()).contains(hex("cmnd/hall/Buzzer"));
      device.publish("stat/hall/RESULT", "{\"Buzzer\":\"Done\"}", 1, 2);
      assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(CommandOutcome.Done.class);
    }
  }

  @Test
  void a_device_may_be_registered_with_its_convention_where_the_link_has_none() {
    hub.registers("gw-1", "zigbee2mqtt:house/one").registers("sd-7", "gw-1", "0x1");
    serve(usual.understanding());
    try (var bridge = signedIn("gw-1", "house/one/bridge/state");
        var other = signedIn("sd-1", "")) {
      bridge.publish("house/one/0x1", "{\"smoke\":true}", 1, 1);
      hub.heard(Telemetry.class, 1);
      other.publish("tele/hall/SENSOR", "{\"DS18B20\":{\"Temperature\":20.6}}", 1, 1);

      assertThat(hub.lost().reason()).isEqualTo(Reason.MALFORMED);
      assertThat(hub.messages(Telemetry.class)).hasSize(1);
    }
  }

  @Test
  void what_a_stranger_below_a_gateway_said_is_read_again_once_it_is_registered() {
    serve(usual);
    try (var gateway = signedIn("gw-1", "")) {
      gateway.publish(
          "v1/gateway/telemetry",
          "{\"Device A\":[{\"ts\":1767225600000,\"values\":{\"smoke\":1}}]}",
          1,
          1);
      Raw raw = Objects.requireNonNull(hub.lost().raw());
      assertThat(raw.source()).isEqualTo("as gw-1 v1/gateway/telemetry");
      assertThat(adapter.read(raw).messages()).isEmpty();

      hub.registers("sd-7", "gw-1", "Device A");

      assertThat(adapter.read(raw).messages())
          .containsExactly(
              new Telemetry(
                  new DeviceId("sd-7"),
                  Instant.ofEpochMilli(1_767_225_600_000L),
                  Map.of("smoke", ON)));
      assertThat(hub.messages()).noneMatch(DeviceMessage::isHistorical);
    }
  }

  private RawMqtt signedIn(String device, String will) {
    var wish = new RawMqtt.Connect();
    wish.user = device;
    wish.client = device;
    wish.willTopic = will;
    wish.will = "Offline";
    var wire = new RawMqtt(port, 4).connect(wish);
    assertThat(wire.next(RawMqtt.CONNACK).body()).isEqualTo("0000");
    return wire;
  }

  private CommandOutcome mute(String device) {
    var deadline = Instant.now().plusSeconds(10);
    try {
      return adapter.execute(new Command("c-1", new DeviceId(device), "mute", Map.of(), deadline));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }
}
