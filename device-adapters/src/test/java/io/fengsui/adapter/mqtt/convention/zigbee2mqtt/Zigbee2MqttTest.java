package io.fengsui.adapter.mqtt.convention.zigbee2mqtt;

import static io.fengsui.adapter.mqtt.convention.Told.flag;
import static io.fengsui.adapter.mqtt.convention.Told.quantity;
import static io.fengsui.adapter.mqtt.convention.Told.readings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Ordered;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.Told;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Payloads as people captured them, and the bridge's own affairs. */
class Zigbee2MqttTest {

  private static final String IEEE = "0x00158d0004c07fa8";
  private static final String LIST =
      """
      [{"ieee_address":"0x00124b0018ed1abc","type":"Coordinator","friendly_name":"Coordinator"},
       {"ieee_address":"0x00158D0004C07FA8","type":"EndDevice","friendly_name":"%s",
        "supported":true,"disabled":false,"power_source":"Battery","software_build_id":"3000",
        "definition":{"model":"JTYJ-GD-01LM/BW","vendor":"Xiaomi","description":"Smoke",
         "exposes":[{"type":"binary","property":"smoke","access":1,"value_on":true},
          {"type":"enum","property":"selftest","access":2,"values":[""]},
          {"type":"composite","features":[
            {"property":"silence","access":7,"value_on":"ON","value_off":"OFF"}]}]}}]
      """;

  private final RecordingUplink hub = new RecordingUplink().registers("sd-1", IEEE);
  private final Zigbee2Mqtt bridge = new Zigbee2Mqtt("zigbee2mqtt", new Registered(hub));
  private final Told told = new Told(bridge);

  @Test
  void takes_a_captured_alarm_with_a_battery_in_tenths() {
    assertThat(
            readings(
                state(
                    IEEE,
                    """
                    {"battery":96.5,"linkquality":92,"enrolled":true,"smoke":true,"battery_low":false}
                    """)))
        .isEqualTo(
            Map.of(
                "battery", quantity(96.5, "%"),
                "link.quality", quantity(92, ""),
                "ext.enrolled", flag(true),
                "smoke", flag(true),
                "battery.low", flag(false)));
  }

  @Test
  void reads_a_batterys_voltage_in_millivolts() {
    assertThat(
            readings(
                state(
                    IEEE,
                    """
                    {"battery":100,"voltage":3115,"smoke_density":2,"linkquality":94,"smoke":false}
                    """)))
        .isEqualTo(
            Map.of(
                "battery", quantity(100, "%"),
                "voltage", quantity(3.115, "V"),
                "ext.smoke_density", quantity(2, ""),
                "link.quality", quantity(94, ""),
                "smoke", flag(false)));
  }

  @Test
  void takes_a_battery_that_is_a_text() {
    assertThat(
            readings(
                state(
                    IEEE,
                    "{\"battery\":\"100.00\",\"voltage\":3055,\"linkquality\":60,\"smoke\":false}")))
        .containsEntry("battery", quantity(100, "%"))
        .containsEntry("voltage", quantity(3.055, "V"))
        .containsEntry("smoke", flag(false));
  }

  @Test
  void takes_the_first_alarm_that_is_not_null() {
    assertThat(
            readings(
                state(
                    IEEE,
                    """
                    {"alarm_1":false,"alarm_2":false,"battery":100,"battery_low":false,
                     "linkquality":164,"tamper":false,"smoke_alarm_1":null,"smoke_alarm_2":null}
                    """)))
        .isEqualTo(
            Map.of(
                "smoke", flag(false),
                "ext.alarm_2", flag(false),
                "battery", quantity(100, "%"),
                "battery.low", flag(false),
                "link.quality", quantity(164, ""),
                "tamper", flag(false)));
  }

  @Test
  void does_not_take_all_that_is_null_for_no_alarm() {
    assertThat(state(IEEE, "{\"smoke\":null,\"alarm_1\":null}")).isEmpty();
  }

  @Test
  void passes_over_what_an_old_payload_says_of_its_device_but_for_the_address() {
    hub.registers("sd-2", "0x005043c95333194d");

    List<Finding> findings =
        state(
            "Küche/Rauch 1",
            """
            {"smoke":true,"linkquality":134,"device":{"ieeeAddr":"0x005043c95333194d",
             "friendlyName":"0x005043c95333194d","type":"EndDevice","manufName":"Heiman",
             "powerSource":"Battery","status":"offline"}}
            """);

    assertThat(readings(findings))
        .isEqualTo(Map.of("smoke", flag(true), "link.quality", quantity(134, "")));
    assertThat(Told.said(findings, Presence.class)).isEmpty();
  }

  @Test
  void a_device_stays_itself_when_it_is_renamed() {
    for (String name : List.of("Flur/烟感 3", "Schlafzimmer Rauchmelder", "a/b/availability")) {
      told.kept("zigbee2mqtt/bridge/devices", LIST.formatted(name));

      List<Finding> findings = state(name, "{\"smoke\":true}");

      assertThat(Told.said(findings, Telemetry.class))
          .extracting(Telemetry::device)
          .containsExactly(new DeviceId("sd-1"));
    }
    assertThat(told.strangers()).isEmpty();
  }

  @Test
  void understands_availability_in_both_encodings_and_beside_names_with_slashes() {
    told.kept("zigbee2mqtt/bridge/devices", LIST.formatted("hall/smoke"));
    told.hear("zigbee2mqtt/hall/smoke/availability", "{\"state\":\"offline\"}");
    told.hear("zigbee2mqtt/hall/smoke/availability", "online");
    told.hear("zigbee2mqtt/" + IEEE + "/availability", "\"offline\"");

    assertThat(told.presences()).extracting(Presence::online).containsExactly(false, true, false);
  }

  @Test
  void a_battery_device_is_not_offline_because_it_says_nothing() {
    told.kept("zigbee2mqtt/bridge/devices", LIST.formatted("hall"));
    state("hall", "{\"smoke\":false}");

    assertThat(told.presences()).as("only the bridge says so, after 25 h").isEmpty();
  }

  @Test
  void names_strangers_with_what_the_bridge_knows_of_them() {
    hub.retire("sd-1");
    told.kept("zigbee2mqtt/bridge/devices", LIST.formatted("hall"));
    List<Finding> findings = state("hall", "{\"smoke\":true}");

    assertThat(told.strangers().getFirst().address()).isEqualTo(IEEE);
    assertThat(told.strangers().getFirst().description())
        .containsEntry("model", "JTYJ-GD-01LM/BW")
        .containsEntry("manufacturer", "Xiaomi")
        .containsEntry("name", "hall");
    assertThat(Told.of(findings, Finding.Lost.class))
        .extracting(Finding.Lost::reason)
        .containsExactly(Reason.UNKNOWN_DEVICE);
  }

  @Test
  void marks_what_was_retained_and_keeps_its_time() {
    List<Finding> findings =
        told.kept(
            "zigbee2mqtt/" + IEEE, "{\"smoke\":true,\"last_seen\":\"2026-01-01T08:00:00+08:00\"}");

    assertThat(readings(findings))
        .isEqualTo(Map.of("smoke", flag(true), Telemetry.RETAINED, flag(true)));
    assertThat(Told.said(findings, Telemetry.class).getFirst().observedAt())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(
            Told.said(state(IEEE, "{\"smoke\":true,\"last_seen\":1767225600000}"), Telemetry.class)
                .getFirst()
                .observedAt())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void hears_of_joining_and_leaving() {
    hub.registers("sd-9", "0x00000000000000ff");
    told.hear(
        "zigbee2mqtt/bridge/event",
        """
        {"type":"device_joined","data":{"friendly_name":"new","ieee_address":"0x00000000000000ff"}}
        """);
    assertThat(readings(state("new", "{\"smoke\":false}"))).containsEntry("smoke", flag(false));

    told.hear(
        "zigbee2mqtt/bridge/event",
        "{\"type\":\"device_leave\",\"data\":{\"ieee_address\":\"0x00000000000000FF\"}}");
    assertThat(told.presences()).extracting(Presence::online).containsExactly(false);
  }

  @Test
  void the_bridge_comes_and_goes_as_a_device_of_its_own() {
    hub.registers("bridge", "zigbee2mqtt").registers("sd-7", "bridge", "0x0000000000000007");
    told.hear("zigbee2mqtt/bridge/state", "{\"state\":\"offline\"}");

    assertThat(told.presences())
        .extracting(presence -> presence.device().value() + presence.online())
        .containsExactly("bridgefalse");
    assertThat(Told.said(state("0x0000000000000007", "{\"smoke\":true}"), Telemetry.class))
        .extracting(said -> said.device().value())
        .containsExactly("sd-7");
  }

  @Test
  void passes_over_requests_and_the_bridges_own_affairs() {
    told.hear("zigbee2mqtt/hall/set", "{\"smoke\":true}");
    told.hear("zigbee2mqtt/hall/set/self_test", "x");
    told.hear("zigbee2mqtt/hall/get", "{\"smoke\":\"\"}");
    told.hear("zigbee2mqtt/bridge/info", "{\"config\":{\"advanced\":{\"network_key\":[1]}}}");

    assertThat(told.all(Finding.class)).isEmpty();
  }

  @Test
  void writes_what_the_device_exposes_and_takes_its_state_for_the_answer() {
    told.kept("zigbee2mqtt/bridge/devices", LIST.formatted("hall"));
    state("hall", "{\"smoke\":true,\"silence\":\"OFF\"}");

    var order = (Ordered.Send) bridge.order(command("mute")).orElseThrow();
    assertThat(order.topic()).isEqualTo("zigbee2mqtt/hall/set");
    assertThat(new String(order.payload(), UTF_8)).isEqualTo("{\"silence\":\"ON\"}");

    List<Finding> answers = state("hall", "{\"smoke\":true,\"silence\":\"ON\"}");
    assertThat(Told.of(answers, Finding.Answered.class))
        .singleElement()
        .satisfies(
            answered -> {
              assertThat(answered.key()).isEqualTo(order.answerKey());
              assertThat(answered.outcome()).isInstanceOf(CommandOutcome.Done.class);
            });
  }

  @Test
  void starts_the_self_test_of_the_xiaomi_detector() {
    told.kept("zigbee2mqtt/bridge/devices", LIST.formatted("hall"));
    state("hall", "{\"smoke\":false}");

    var order = (Ordered.Send) bridge.order(command("self-test")).orElseThrow();

    assertThat(new String(order.payload(), UTF_8)).isEqualTo("{\"selftest\":\"\"}");
    assertThat(bridge.order(command("sync-clock")).orElseThrow())
        .isEqualTo(new Ordered.Settled(new CommandOutcome.Unsupported()));
  }

  private List<Finding> state(String name, String payload) {
    return told.hear("zigbee2mqtt/" + name, payload);
  }

  private static Command command(String name) {
    Map<String, Value> none = Map.of();
    return new Command("c-1", new DeviceId("sd-1"), name, none, Instant.EPOCH);
  }
}
