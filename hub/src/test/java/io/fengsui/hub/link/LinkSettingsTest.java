package io.fengsui.hub.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fengsui.adapter.Secret;
import io.fengsui.adapter.mqtt.MqttClientProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class LinkSettingsTest {

  private final MockEnvironment environment = new MockEnvironment();

  @Test
  void a_link_is_bound_into_the_record_of_its_protocol() {
    given("fengsui.links.east-gate.toy.host", "10.0.0.1");
    given("fengsui.links.east-gate.toy.port", "5000");
    given("fengsui.links.east-gate.toy.password", "geheim");
    given("fengsui.links.east-gate.toy.limits.most", "7");
    given("fengsui.links.east-gate.toy.limits.patience", "5s");

    LinkDefinition link = read().getFirst();

    assertThat(link.name()).isEqualTo("east-gate");
    assertThat(link.protocol()).isEqualTo("toy");
    assertThat(link.property()).isEqualTo("fengsui.links.east-gate.toy");
    assertThat(settings(link))
        .isEqualTo(
            new ToyProtocol.Settings(
                "10.0.0.1",
                5_000,
                Secret.of("geheim"),
                new ToyProtocol.Limits(7, Duration.ofSeconds(5))));
  }

  @Test
  void what_is_left_out_takes_the_default_of_the_protocol() {
    given("fengsui.links.a.toy.host", "10.0.0.1");

    assertThat(settings(read().getFirst()).port()).isEqualTo(4_000);
  }

  @Test
  void a_link_can_be_switched_off() {
    given("fengsui.links.a.toy.host", "10.0.0.1");
    given("fengsui.links.a.enabled", "false");
    given("fengsui.links.b.toy.host", "10.0.0.1");
    given("fengsui.links.b.enabled", "true");

    assertThat(read()).extracting(LinkDefinition::name).containsExactly("b");
  }

  @Test
  void the_port_offset_moves_listening_ports_but_not_the_free_one() {
    given("fengsui.port-offset", "100");
    given("fengsui.links.a.toy.host", "10.0.0.1");
    given("fengsui.links.b.toy.port", "0");

    assertThat(read()).extracting(link -> settings(link).port()).containsExactly(4_100, 0);
  }

  @Test
  void all_problems_are_told_at_once_each_with_its_property() {
    given("fengsui.links.a.toy.port", "many");
    given("fengsui.links.a.toy.limits.most", "11");
    given("fengsui.links.a.toy.hots", "10.0.0.1");
    given("fengsui.links.b.tyo.host", "10.0.0.1");
    given("fengsui.links.c.toy.port", "70000");
    given("fengsui.links.d.toy.port", "1");
    given("fengsui.links.d.other.port", "1");

    var refused = catchThrowableOfType(LinkSettingsException.class, this::read);

    assertThat(refused.problems())
        .containsExactlyInAnyOrder(
            "fengsui.links.a.toy.port: \"many\" is not a valid Integer",
            "fengsui.links.a.toy.limits: most must be at most 10: 11",
            "fengsui.links.a.toy.hots: there is no such setting",
            "fengsui.links.b: there is no protocol \"tyo\"; there are toy",
            "fengsui.links.c.toy: port must be at most 65535: 70000",
            "fengsui.links.d: names [other, toy]; a link has exactly one protocol");
  }

  @Test
  void a_port_moved_out_of_range_is_refused() {
    given("fengsui.port-offset", "50000");
    given("fengsui.links.a.toy.port", "20000");

    assertThatThrownBy(this::read)
        .hasMessageContaining("fengsui.links.a.toy")
        .hasMessageContaining("20000")
        .hasMessageContaining("port-offset 50000");
  }

  @Test
  void two_protocols_of_one_name_stop_the_start() {
    assertThatThrownBy(() -> new Protocols(List.of(new ToyProtocol(), new ToyProtocol())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two protocols are named toy")
        .hasMessageContaining(ToyProtocol.class.getName());
  }

  @Test
  void conventions_of_a_broker_are_a_list_with_settings_of_their_own() {
    var broker = "fengsui.links.house.mqtt-client.";
    given(broker + "conventions[0]", "zigbee2mqtt");
    given(broker + "conventions[1]", "home-assistant");
    given(broker + "convention.zigbee2mqtt-bases[0]", "zigbee/ground");
    given(broker + "convention.tasmota-inputs[0]", "hall/Switch1=smoke");

    assertThat(
            new LinkSettings(new Protocols(List.of(new MqttClientProtocol())), environment).read())
        .extracting(LinkDefinition::protocol)
        .containsExactly("mqtt-client");
  }

  private void given(String property, String value) {
    environment.setProperty(property, value);
  }

  private List<LinkDefinition> read() {
    return new LinkSettings(new Protocols(List.of(new ToyProtocol())), environment).read();
  }

  private static ToyProtocol.Settings settings(LinkDefinition link) {
    return Objects.requireNonNull(((ToyProtocol.Toy) link.adapter()).settings);
  }
}
