package io.fengsui.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Adapter;
import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.NodePeer;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.RunningLink;
import io.fengsui.adapter.Value;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * MQTT.js, with which Zigbee2MQTT is built, as devices and bridges that sign in at our endpoint.
 */
class MqttJsTest {

  private static final Value.Flag ON = new Value.Flag(true);

  private final int port = MqttAdapterTest.freePort();
  private final RecordingUplink hub =
      new RecordingUplink()
          .knows("sd-1", "open-sesame")
          .knows("gw-1", "open-sesame")
          .registers("sd-7", "gw-1", "0x00158d0004c07fa8");
  private final Adapter adapter =
      new MqttProtocol().adapter(MqttSettings.listeningOn("127.0.0.1", port));
  private final RunningLink link = RunningLink.start(adapter, hub);

  @BeforeEach
  void serves() {
    hub.awaitServing();
  }

  @AfterEach
  void stop() {
    link.close();
  }

  @Test
  void a_bridge_tells_of_its_detector_mutes_it_and_vanishes() throws Exception {
    try (var bridge = peer("5", "gw-1", "open-sesame", "zigbee2mqtt/bridge/state")) {
      bridge.tell("sub zigbee2mqtt/+/set");
      bridge.awaits("subscribed 1");
      bridge.tell(
          "pub zigbee2mqtt/bridge/devices [{\"ieee_address\":\"0x00158d0004c07fa8\","
              + "\"friendly_name\":\"hall\",\"definition\":{\"exposes\":[{\"type\":\"binary\","
              + "\"property\":\"silence\",\"access\":7,\"value_on\":\"ON\","
              + "\"value_off\":\"OFF\"}]}}]");
      bridge.tell("pub zigbee2mqtt/hall {\"smoke\":true}");
      assertThat(hub.heard(Telemetry.class, 1).getFirst())
          .isEqualTo(new Telemetry(new DeviceId("sd-7"), null, Map.of("smoke", ON)));

      bridge.tell("echo zigbee2mqtt/hall {\"smoke\":true,\"silence\":\"ON\"}");
      assertThat(mute("sd-7")).isInstanceOf(CommandOutcome.Done.class);
      assertThat(bridge.awaits("heard")).startsWith("heard zigbee2mqtt/hall/set {\"silence\":");

      bridge.tell("vanish");
      assertThat(hub.heard(Presence.class, 2).getLast().online()).isFalse();
    }
  }

  @Test
  void a_device_is_known_by_its_token_and_called_by_its_number() throws Exception {
    try (var device = peer("4", "sd-1:open-sesame", "-", "-")) {
      device.tell("sub v1/devices/me/rpc/request/+");
      device.awaits("subscribed 1");
      device.tell("pub v1/devices/me/telemetry {\"smoke\":1}");
      device.awaits("published");
      assertThat(hub.heard(Telemetry.class, 1).getFirst().readings())
          .isEqualTo(Map.of("smoke", ON));

      device.tell("echo v1/devices/me/rpc/response/1 {\"success\":true}");
      assertThat(mute("sd-1")).isInstanceOf(CommandOutcome.Done.class);
      assertThat(device.awaits("heard")).startsWith("heard v1/devices/me/rpc/request/1 ");
    }
  }

  private NodePeer peer(String version, String user, String password, String will) {
    String at = String.valueOf(port);
    var peer =
        NodePeer.start(MqttJsTest.class, "peer.js", "mqtt", at, version, user, password, will);
    peer.awaits("connected");
    return peer;
  }

  private CommandOutcome mute(String device) throws InterruptedException {
    var deadline = Instant.now().plusSeconds(10);
    return adapter.execute(new Command("c-1", new DeviceId(device), "mute", Map.of(), deadline));
  }
}
