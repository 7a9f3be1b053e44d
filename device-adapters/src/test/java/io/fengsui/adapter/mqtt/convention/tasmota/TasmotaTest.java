package io.fengsui.adapter.mqtt.convention.tasmota;

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

/** Messages as Tasmota's documentation has them. */
class TasmotaTest {

  private final RecordingUplink hub =
      new RecordingUplink()
          .registers("det-1", "hall")
          .registers("bridge", "Zigbee")
          .registers("zb-1", "bridge", "kitchen");
  private final Tasmota tasmota =
      new Tasmota(false, List.of("Switch1=smoke", "cellar/Switch1=heat"), new Registered(hub));
  private final Told told = new Told(tasmota);

  @Test
  void a_switch_input_means_what_the_link_was_set_to_take_it_for() {
    hub.registers("det-2", "cellar");

    assertThat(
            readings(
                told.hear(
                    "tele/hall/SENSOR", "{\"Time\":\"2021-01-01T00:00:00\",\"Switch1\":\"ON\"}")))
        .isEqualTo(Map.of("smoke", flag(true)));
    assertThat(readings(told.hear("stat/hall/RESULT", "{\"Switch1\":{\"Action\":\"OFF\"}}")))
        .isEqualTo(Map.of("smoke", flag(false)));
    assertThat(readings(told.hear("tele/cellar/SENSOR", "{\"Switch1\":\"ON\"}")))
        .isEqualTo(Map.of("heat", flag(true)));
  }

  @Test
  void a_sensors_value_is_known_by_its_last_name_and_the_clock_is_not_believed() {
    List<Finding> findings =
        told.hear(
            "tele/hall/SENSOR",
            "{\"Time\":\"2017-02-16T10:13:52\", \"DS18B20\":{\"Temperature\":20.6},"
                + "\"BME\":{\"Temperature\":9,\"Humidity\":40}}");

    assertThat(readings(findings))
        .isEqualTo(
            Map.of(
                "temperature", quantity(20.6, "Cel"),
                "ext.BME.Temperature", quantity(9, ""),
                "humidity", quantity(40, "%")));
    assertThat(Told.said(findings, Telemetry.class).getFirst().observedAt()).isNull();
  }

  @Test
  void fahrenheit_is_converted() {
    assertThat(
            readings(
                told.hear("tele/hall/SENSOR", "{\"X\":{\"Temperature\":212},\"TempUnit\":\"F\"}")))
        .isEqualTo(Map.of("temperature", quantity(100, "Cel")));
  }

  @Test
  void a_state_report_is_a_sign_of_life() {
    assertThat(
            readings(
                told.hear(
                    "tele/hall/STATE",
                    "{\"Time\":\"2021-01-01T00:00:00\",\"Uptime\":\"0T\",\"Wifi\":{\"RSSI\":70,"
                        + "\"Signal\":-65}}")))
        .containsEntry("ext.Wifi.Signal", quantity(-65, ""));
  }

  @Test
  void its_last_will_says_that_it_is_gone() {
    told.kept("tele/hall/LWT", "Online");
    told.hear("tele/hall/LWT", "Offline");

    assertThat(told.presences()).extracting(Presence::online).containsExactly(true, false);
    assertThat(told.presences().getFirst().description()).containsEntry("retained", "true");
  }

  @Test
  void takes_both_orders_of_the_topic() {
    var other = new Told(new Tasmota(true, List.of("Switch1=smoke"), new Registered(hub)));

    assertThat(readings(other.hear("hall/tele/SENSOR", "{\"Switch1\":\"ON\"}")))
        .isEqualTo(Map.of("smoke", flag(true)));
  }

  @Test
  void a_zigbee_device_is_known_by_its_name_when_its_short_address_changes() {
    for (String address : List.of("0x2916", "0x5ADF")) {
      assertThat(
              readings(
                  told.hear(
                      "tele/Zigbee/SENSOR",
                      ("{\"ZbReceived\":{\"%s\":{\"Device\":\"%s\",\"Name\":\"kitchen\","
                              + "\"Temperature\":26.27,\"Endpoint\":1,\"LinkQuality\":105}}}")
                          .formatted(address, address))))
          .isEqualTo(
              Map.of("temperature", quantity(26.27, "Cel"), "link.quality", quantity(105, "")));
    }
  }

  @Test
  void a_zone_status_is_taken_apart_in_each_layout() {
    hub.registers("zb-2", "bridge", "0x5ADF");
    for (String topic : List.of("tele/Zigbee/SENSOR", "tele/Zigbee/5ADF/SENSOR")) {
      assertThat(
              readings(
                  told.hear(
                      topic,
                      "{\"ZbReceived\":{\"0x5ADF\":{\"ZoneStatus\":13,\"ZoneType\":40,"
                          + "\"Endpoint\":1}}}")))
          .containsEntry("smoke", flag(true))
          .containsEntry("tamper", flag(true))
          .containsEntry("battery.low", flag(true))
          .containsEntry("test", flag(false));
    }
    assertThat(
            readings(
                told.hear(
                    "tele/Zigbee/SENSOR",
                    "{\"ZbReceived\":{\"0x5ADF\":{\"0500/0002\":\"0x0100\"}}}")))
        .containsEntry("smoke", flag(false))
        .containsEntry("test", flag(true));
  }

  @Test
  void a_zones_type_is_remembered_and_an_unknown_one_taken_for_fire() {
    told.hear(
        "tele/Zigbee/SENSOR", "{\"ZbReceived\":{\"0x1\":{\"Name\":\"kitchen\",\"ZoneType\":43}}}");
    assertThat(zone("kitchen")).containsEntry("co.alarm", flag(true)).doesNotContainKey("smoke");

    hub.registers("zb-3", "bridge", "attic");
    assertThat(zone("attic")).containsEntry("smoke", flag(true));
  }

  private Map<String, Value> zone(String name) {
    return readings(
        told.hear(
            "tele/Zigbee/SENSOR",
            "{\"ZbReceived\":{\"0x1\":{\"Name\":\"%s\",\"ZoneStatusChange\":1}}}".formatted(name)));
  }

  @Test
  void names_strangers_and_their_bridge() {
    told.hear("tele/attic/SENSOR", "{\"Switch1\":\"ON\"}");
    told.hear("tele/Zigbee/SENSOR", "{\"ZbReceived\":{\"0x9\":{\"Name\":\"new\"}}}");

    assertThat(told.strangers())
        .extracting(stranger -> stranger.parent() + " " + stranger.address())
        .containsExactly("null attic", "bridge new");
  }

  @Test
  void a_command_is_tasmotas_own_and_its_result_the_answer() {
    told.hear("tele/hall/STATE", "{\"Uptime\":\"1\"}");

    var order = (Ordered.Send) tasmota.order(command("self-test")).orElseThrow();
    assertThat(order.topic()).isEqualTo("cmnd/hall/Buzzer");
    assertThat(new String(order.payload(), UTF_8)).isEqualTo("2");
    assertThat(told.hear("stat/hall/RESULT", "{\"Buzzer\":\"Done\"}"))
        .filteredOn(Finding.Answered.class::isInstance)
        .extracting(finding -> ((Finding.Answered) finding).key())
        .containsExactly(order.answerKey());

    tasmota.order(command("mute"));
    assertThat(told.hear("stat/hall/RESULT", "{\"Command\":\"Unknown\"}"))
        .filteredOn(Finding.Answered.class::isInstance)
        .extracting(finding -> ((Finding.Answered) finding).outcome())
        .containsExactly(new CommandOutcome.Refused("the device does not know the command"));
  }

  private static Command command(String name) {
    return new Command("c-1", new DeviceId("det-1"), name, Map.of(), Instant.EPOCH);
  }
}
