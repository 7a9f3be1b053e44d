package io.fengsui.adapter.mqtt.convention.thingsboard;

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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of the API, as devices and gateways write them. */
class ThingsBoardTest {

  private static final Instant YEAR = Instant.ofEpochMilli(1_767_225_600_000L);

  private final RecordingUplink hub =
      new RecordingUplink()
          .registers("a", "gw", "Device A")
          .registers("b", "gw", "Device B")
          .registers("loose", "Device A");
  private final ThingsBoard api = ThingsBoard.of(new DeviceId("gw"), new Registered(hub));
  private final Told told = new Told(api);

  @ParameterizedTest
  @ValueSource(strings = {"v1/devices/me/telemetry", "v2/t", "v2/t/j"})
  void takes_bare_values(String topic) {
    List<Finding> findings = told.hear(topic, "{\"smoke\":1,\"temperature\":23.5}");

    assertThat(readings(findings))
        .isEqualTo(Map.of("smoke", flag(true), "temperature", quantity(23.5, "Cel")));
    assertThat(Told.said(findings, Telemetry.class).getFirst().observedAt()).isNull();
  }

  @Test
  void takes_values_with_their_time_in_milliseconds() {
    List<Finding> findings =
        told.hear("v1/devices/me/telemetry", "{\"ts\":1767225600000,\"values\":{\"smoke\":1}}");

    assertThat(Told.said(findings, Telemetry.class))
        .containsExactly(new Telemetry(new DeviceId("gw"), YEAR, Map.of("smoke", flag(true))));
  }

  @Test
  void takes_lists_of_either() {
    List<Finding> findings =
        told.hear(
            "v1/devices/me/telemetry",
            "[{\"ts\":1767225600000,\"values\":{\"smoke\":1}},{\"smoke\":0}]");

    assertThat(Told.said(findings, Telemetry.class))
        .extracting(Telemetry::observedAt)
        .containsExactly(YEAR, null);
  }

  @Test
  void a_gateway_speaks_for_the_devices_below_it() {
    List<Finding> findings =
        told.hear(
            "v1/gateway/telemetry",
            """
            {"Device A":[{"ts":1767225600000,"values":{"smoke":1}}],
             "Device B":[{"smoke":0},{"ts":1767225600000,"values":{"co":3}}]}
            """);

    assertThat(Told.said(findings, Telemetry.class))
        .containsExactly(
            new Telemetry(new DeviceId("a"), YEAR, Map.of("smoke", flag(true))),
            new Telemetry(new DeviceId("b"), null, Map.of("smoke", flag(false))),
            new Telemetry(new DeviceId("b"), YEAR, Map.of("co", quantity(3, "[ppm]"))));
  }

  @Test
  void a_gateway_cannot_speak_for_a_device_that_is_not_below_it() {
    hub.retire("a");
    List<Finding> findings = told.hear("v1/gateway/telemetry", "{\"Device A\":[{\"smoke\":1}]}");

    assertThat(Told.said(findings, Telemetry.class)).isEmpty();
    assertThat(told.strangers())
        .singleElement()
        .satisfies(
            stranger -> {
              assertThat(stranger.parent()).isEqualTo(new DeviceId("gw"));
              assertThat(stranger.address()).isEqualTo("Device A");
            });
  }

  @Test
  void five_thousand_children_are_one_message_each_and_as_many_strangers_few_losses() {
    IntStream.range(0, 5_000).forEach(i -> hub.registers("c" + i, "gw", "C" + i));
    String known = children("C");
    assertThat(Told.said(told.hear("v1/gateway/telemetry", known), Telemetry.class)).hasSize(5_000);

    List<Finding> findings = told.hear("v1/gateway/telemetry", children("D"));
    assertThat(Told.of(findings, Finding.Seen.class)).hasSize(5_000);
    assertThat(Told.of(findings, Finding.Lost.class)).hasSize(17);
  }

  private static String children(String prefix) {
    return IntStream.range(0, 5_000)
        .mapToObj(i -> "\"%s%d\":[{\"smoke\":0}]".formatted(prefix, i))
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void children_come_and_go() {
    told.hear("v1/gateway/connect", "{\"device\":\"Device A\",\"type\":\"smoke\"}");
    told.hear("v1/gateway/disconnect", "{\"device\":\"Device A\"}");
    told.hear("v1/gateway/connect", "{\"device\":\"New\",\"type\":\"smoke\"}");

    assertThat(told.presences()).extracting(Presence::online).containsExactly(true, false);
    assertThat(told.strangers().getFirst().description()).containsEntry("type", "smoke");
  }

  @Test
  void attributes_are_readings_and_the_hub_has_none_to_give() {
    assertThat(readings(told.hear("v1/devices/me/attributes", "{\"fw\":\"1.0\",\"battery\":80}")))
        .isEqualTo(Map.of("ext.fw", new Value.Text("1.0"), "battery", quantity(80, "%")));
    assertThat(readings(told.hear("v1/gateway/attributes", "{\"Device A\":{\"fw\":\"1.0\"}}")))
        .isEqualTo(Map.of("ext.fw", new Value.Text("1.0")));

    told.hear(
        "v1/devices/me/attributes/request/7", "{\"clientKeys\":\"a,b\",\"sharedKeys\":\"c\"}");
    assertThat(told.all(Finding.Reply.class))
        .singleElement()
        .satisfies(
            reply -> {
              assertThat(reply.topic()).isEqualTo("v1/devices/me/attributes/response/7");
              assertThat(new String(reply.payload(), UTF_8)).isEqualTo("{}");
            });
  }

  @Test
  void a_command_is_a_call_and_its_answer_the_outcome() {
    assertThat(api.order(command("gw", "self-test"))).as("does not listen yet").isEmpty();
    api.subscribes("v1/devices/me/rpc/request/+");
    var order = (Ordered.Send) api.order(command("gw", "self-test")).orElseThrow();
    assertThat(order.topic()).isEqualTo("v1/devices/me/rpc/request/1");
    assertThat(new String(order.payload(), UTF_8))
        .isEqualTo("{\"method\":\"selfTest\",\"params\":{\"loud\":true}}");

    assertThat(told.hear("v1/devices/me/rpc/response/1", "{\"test\":true}"))
        .containsExactly(
            new Finding.Answered(
                order.answerKey(), new CommandOutcome.Done(Map.of("test", flag(true)))));
    assertThat(told.hear("v1/devices/me/rpc/response/2", "{\"error\":\"too hot\"}"))
        .extracting(finding -> ((Finding.Answered) finding).outcome())
        .containsExactly(new CommandOutcome.Refused("too hot"));
  }

  @Test
  void a_childs_command_goes_through_its_gateway() {
    assertThat(api.order(command("a", "mute"))).as("not heard yet").isEmpty();
    told.hear("v1/gateway/telemetry", "{\"Device A\":[{\"smoke\":1}]}");

    var order = (Ordered.Send) api.order(command("a", "mute")).orElseThrow();
    assertThat(order.topic()).isEqualTo("v1/gateway/rpc");
    assertThat(new String(order.payload(), UTF_8))
        .isEqualTo(
            "{\"device\":\"Device A\",\"data\":{\"id\":1,\"method\":\"mute\","
                + "\"params\":{\"loud\":true}}}");
    assertThat(
            told.hear(
                "v1/gateway/rpc", "{\"device\":\"Device A\",\"id\":1,\"data\":{\"success\":true}}"))
        .extracting(finding -> ((Finding.Answered) finding).key())
        .containsExactly(order.answerKey());
  }

  @Test
  void secrets_of_a_claim_are_not_kept() {
    told.hear("v1/devices/me/claim", "{\"secretKey\":\"hush\"}");

    assertThat(told.all(Finding.Lost.class)).extracting(Finding.Lost::mayKeep).containsOnly(false);
  }

  @Test
  void behind_a_broker_only_gateways_are_heard_unless_it_says_who_me_is() {
    hub.registers("d-7", "token-7");
    ThingsBoard shared = ThingsBoard.behindBroker(false, new Registered(hub));
    ThingsBoard mounted = ThingsBoard.behindBroker(true, new Registered(hub));

    assertThat(shared.owns("v1/devices/me/telemetry")).isFalse();
    assertThat(
            Told.said(
                new Told(shared).hear("v1/gateway/telemetry", "{\"Device A\":[{\"smoke\":1}]}"),
                Telemetry.class))
        .extracting(said -> said.device().value())
        .containsExactly("loose");
    assertThat(
            Told.said(
                new Told(mounted).hear("token-7/v1/devices/me/telemetry", "{\"smoke\":1}"),
                Telemetry.class))
        .extracting(said -> said.device().value())
        .containsExactly("d-7");
    assertThat(new Told(mounted).hear("token-8/v1/devices/me/telemetry", "{\"smoke\":1}"))
        .extracting(Finding::getClass)
        .containsExactly(Finding.Seen.class, Finding.Lost.class);
  }

  private static Command command(String device, String name) {
    return new Command(
        "c-1", new DeviceId(device), name, Map.of("loud", new Value.Flag(true)), Instant.EPOCH);
  }
}
