package io.fengsui.adapter.mqtt.convention.homeassistant;

import static io.fengsui.adapter.mqtt.convention.Told.flag;
import static io.fengsui.adapter.mqtt.convention.Told.quantity;
import static io.fengsui.adapter.mqtt.convention.Told.readings;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.Told;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HomeAssistantTest {

  private static final String SMOKE = "homeassistant/binary_sensor/hub_sd42/smoke/config";
  private static final String SMOKE_CONFIG =
      """
      {"name":"Smoke","unique_id":"hub_sd42_smoke","state_topic":"hub/sd42/state",
       "value_template":"{{ value_json.smoke }}","payload_on":"true","payload_off":"false",
       "device_class":"smoke","availability_topic":"hub/sd42/availability",
       "device":{"identifiers":["hub_sd42"],"name":"Smoke 42","manufacturer":"Acme","model":"SD-1"},
       "origin":{"name":"sensing-hub","sw_version":"0.1"}}
      """;
  private static final String DEVICE = "homeassistant/device/hub_sd42/config";
  private static final String DEVICE_CONFIG =
      """
      {"dev":{"ids":"hub_sd42","name":"Smoke 42","mf":"Acme","mdl":"SD-1","sn":"42"},
       "o":{"name":"sensing-hub","sw":"0.1"},
       "cmps":{"smoke":{"p":"binary_sensor","dev_cla":"smoke","val_tpl":"{{ value_json.smoke }}",
                        "pl_on":"true","pl_off":"false","uniq_id":"sd42_s"},
               "bat":{"p":"sensor","dev_cla":"battery","unit_of_meas":"%",
                      "val_tpl":"{{ value_json.battery }}","uniq_id":"sd42_b"}},
       "stat_t":"hub/sd42/state","qos":1}
      """;

  private final RecordingUplink hub = new RecordingUplink().registers("sd-42", "hub_sd42");
  private final HomeAssistant assistant = new HomeAssistant("homeassistant", new Registered(hub));
  private final Told told = new Told(assistant);

  @Test
  void hears_a_device_where_it_announced_its_state() {
    List<Finding> findings = told.kept(SMOKE, SMOKE_CONFIG);
    assertThat(Told.of(findings, Finding.Listen.class))
        .containsExactly(
            new Finding.Listen("hub/sd42/state", true),
            new Finding.Listen("hub/sd42/availability", true));

    assertThat(readings(told.hear("hub/sd42/state", "{\"smoke\":true,\"other\":1}")))
        .isEqualTo(Map.of("smoke", flag(true)));
    told.hear("hub/sd42/availability", "offline");
    assertThat(told.presences()).extracting(Presence::online).containsExactly(false);
  }

  @Test
  void hears_the_form_of_a_whole_device_with_short_keys_as_one_message() {
    told.kept(DEVICE, DEVICE_CONFIG);

    List<Finding> findings = told.hear("hub/sd42/state", "{\"smoke\":false,\"battery\":\"87\"}");

    assertThat(Told.said(findings, Telemetry.class))
        .containsExactly(
            new Telemetry(
                new DeviceId("sd-42"),
                null,
                Map.of("smoke", flag(false), "battery", quantity(87, "%"))));
  }

  @Test
  void fills_in_the_base_topic_at_either_end() {
    told.kept(
        "homeassistant/sensor/x/config",
        """
        {"~":"home/x","stat_t":"~/state","avty_t":"lwt/~","dev_cla":"temperature",
         "unit_of_meas":"°F","dev":{"ids":["hub_sd42"]}}
        """);

    assertThat(readings(told.hear("home/x/state", "212")))
        .isEqualTo(Map.of("temperature", quantity(100, "Cel")));
    assertThat(assistant.owns("lwt/home/x")).isTrue();
  }

  @Test
  void what_is_off_by_itself_is_over_at_once() {
    told.kept(SMOKE, SMOKE_CONFIG.replace("{\"name\"", "{\"off_delay\":30,\"name\""));

    assertThat(Told.said(told.hear("hub/sd42/state", "{\"smoke\":true}"), Telemetry.class))
        .extracting(said -> said.readings().get("smoke"))
        .containsExactly(flag(true), flag(false));
    assertThat(Told.readings(told.kept("hub/sd42/state", "{\"smoke\":true}")))
        .as("what a broker had kept is over")
        .containsEntry("smoke", flag(false));
  }

  @Test
  void how_long_a_device_may_be_silent_is_told_to_whoever_registers_it() {
    told.kept(
        SMOKE,
        SMOKE_CONFIG
            .replace("hub_sd42", "hub_new")
            .replace("{\"name\"", "{\"exp_aft\":300,\"name\""));

    assertThat(told.strangers().getFirst().description()).containsEntry("expire_after", "300 s");
  }

  @Test
  void an_empty_configuration_takes_it_back() {
    told.kept(SMOKE, SMOKE_CONFIG);

    assertThat(Told.of(told.hear(SMOKE, ""), Finding.Listen.class))
        .containsExactlyInAnyOrder(
            new Finding.Listen("hub/sd42/state", false),
            new Finding.Listen("hub/sd42/availability", false));
    assertThat(assistant.owns("hub/sd42/state")).isFalse();
  }

  @Test
  void a_configuration_that_was_captured_with_a_space_in_its_topics() {
    hub.registers("zb", "zigbee2mqtt_0x000d6f0019104df7");
    told.kept(
        "homeassistant/switch/0x000d6f0019104df7/switch_self_test/config",
        """
        {"availability":[{"topic":"zigbee2mqtt/bridge/state",
                          "value_template":"{{ value_json.state }}"}],
         "command_topic":"zigbee2mqtt/Schlafzimmer Rauchmelder/set/self_test",
         "state_topic":"zigbee2mqtt/Schlafzimmer Rauchmelder",
         "value_template":"{{ value_json.self_test }}",
         "device":{"identifiers":["zigbee2mqtt_0x000d6f0019104df7"],
                   "via_device":"zigbee2mqtt_bridge_0x1"},
         "unique_id":"0x000d6f0019104df7_switch_self_test_zigbee2mqtt"}
        """);

    assertThat(
            readings(told.hear("zigbee2mqtt/Schlafzimmer Rauchmelder", "{\"self_test\":\"ON\"}")))
        .isEqualTo(Map.of("ext.switch_self_test", flag(true)));
    told.hear("zigbee2mqtt/bridge/state", "{\"state\":\"offline\"}");
    assertThat(told.presences()).extracting(Presence::online).containsExactly(false);
  }

  @Test
  void one_clear_part_does_not_hide_another_that_is_not() {
    for (String zone : List.of("one", "two")) {
      told.kept(
          "homeassistant/binary_sensor/" + zone + "/config",
          """
          {"state_topic":"zone/%s","device_class":"smoke","device":{"identifiers":"hub_sd42"}}
          """
              .formatted(zone));
    }
    told.hear("zone/one", "ON");

    assertThat(readings(told.hear("zone/two", "OFF"))).isEqualTo(Map.of("smoke", flag(true)));
    assertThat(readings(told.hear("zone/one", "OFF"))).isEqualTo(Map.of("smoke", flag(false)));
  }

  @Test
  void keeps_what_it_cannot_read_and_says_so() {
    List<Finding> findings =
        told.kept(
            SMOKE,
            SMOKE_CONFIG.replace(
                "{{ value_json.smoke }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}"));
    assertThat(Told.of(findings, Finding.Lost.class)).hasSize(1);

    assertThat(readings(told.hear("hub/sd42/state", "{\"smoke\":true}")))
        .isEqualTo(Map.of("ext.smoke", new Value.Text("{\"smoke\":true}")));
  }

  @Test
  void does_not_subscribe_to_patterns_that_a_configuration_names() {
    List<Finding> findings =
        told.kept(
            SMOKE, SMOKE_CONFIG.replace("hub/sd42/state", "#").replace("hub/sd42/avail", "$SYS/+"));

    assertThat(Told.of(findings, Finding.Listen.class)).isEmpty();
  }

  @Test
  void says_what_it_is_that_nobody_registered() {
    hub.retire("sd-42");
    told.kept(SMOKE, SMOKE_CONFIG);

    assertThat(told.strangers().getFirst().address()).isEqualTo("hub_sd42");
    assertThat(told.strangers().getFirst().description())
        .containsEntry("model", "SD-1")
        .containsEntry("manufacturer", "Acme");
    assertThat(told.hear("hub/sd42/state", "{\"smoke\":true}"))
        .extracting(Finding::getClass)
        .containsExactly(Finding.Seen.class, Finding.Lost.class);
  }

  @Test
  void a_device_is_there_when_all_its_places_say_so() {
    told.kept(
        SMOKE,
        """
        {"state_topic":"s","device_class":"smoke","device":{"identifiers":"hub_sd42"},
         "availability_mode":"all","availability":[{"topic":"a"},{"topic":"b","pl_avail":"up"}]}
        """);
    told.hear("a", "online");
    told.hear("b", "offline");
    told.hear("b", "up");

    assertThat(told.presences()).extracting(Presence::online).containsExactly(true, false, true);
  }
}
