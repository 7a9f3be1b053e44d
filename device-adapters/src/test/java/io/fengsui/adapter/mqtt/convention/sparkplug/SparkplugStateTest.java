package io.fengsui.adapter.mqtt.convention.sparkplug;

import static io.fengsui.adapter.mqtt.convention.Told.readings;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.block;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.flag;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.join;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.name;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.number;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.payload;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.session;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Made.text;
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
import io.fengsui.adapter.mqtt.convention.Publish;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.Told;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an edge node's messages mean one after the other. */
class SparkplugStateTest {

  private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
  private static final Value.Flag ON = new Value.Flag(true);
  private static final Value.Flag OFF = new Value.Flag(false);

  private final RecordingUplink hub =
      new RecordingUplink()
          .registers("edge", "street/e1")
          .registers("sd-1", "edge", "d1")
          .registers("sd-2", "street/e1/d2");
  private final AtomicLong ticks = new AtomicLong();
  private final Sparkplug host =
      new Sparkplug(
          "street",
          new HostState("hub", InstantSource.fixed(YEAR)),
          new Registered(hub),
          InstantSource.fixed(YEAR),
          ticks::get);
  private final Told told = new Told(host);

  @Test
  void smoke_that_was_seen_and_is_gone_is_two_messages() {
    born();

    List<Finding> findings = device("DDATA", payload(3, flag(1, true), flag(1, false)));

    assertThat(Told.said(findings, Telemetry.class))
        .extracting(said -> said.readings().get("smoke"))
        .containsExactly(ON, OFF);
  }

  @Test
  void births_are_remembered_until_they_are_over() {
    assertThat(remembered(node("NBIRTH", payload(0, session(0)))))
        .containsExactly("spBv1.0/street/NBIRTH/e1 kept");
    assertThat(remembered(device("DBIRTH", payload(1, flag("Smoke", 1, false)))))
        .containsExactly("spBv1.0/street/DBIRTH/e1/d1 kept");
    assertThat(remembered(device("DDATA", payload(2, flag(1, true))))).isEmpty();

    assertThat(remembered(node("NBIRTH", payload(0, session(1)))))
        .containsExactlyInAnyOrder(
            "spBv1.0/street/NBIRTH/e1 over",
            "spBv1.0/street/DBIRTH/e1/d1 over",
            "spBv1.0/street/NBIRTH/e1 kept");
    device("DBIRTH", payload(1, flag("Smoke", 1, false)));
    assertThat(remembered(device("DDEATH", payload(2))))
        .containsExactly("spBv1.0/street/DBIRTH/e1/d1 over");
    assertThat(remembered(node("NDEATH", payload(0, session(1)))))
        .containsExactly("spBv1.0/street/NBIRTH/e1 over");
  }

  private static List<String> remembered(List<Finding> findings) {
    return Told.of(findings, Finding.Remember.class).stream()
        .map(each -> each.topic() + (each.payload().length == 0 ? " over" : " kept"))
        .toList();
  }

  @Test
  void what_is_historical_says_so_beside_any_number_of_readings() {
    born();
    byte[][] many =
        IntStream.range(0, 600)
            .mapToObj(i -> join(flag("Zone" + i + "/State", 100 + i, true), number(5, 1)))
            .toArray(byte[][]::new);

    List<Telemetry> said = Told.said(device("DDATA", payload(3, many)), Telemetry.class);

    assertThat(said).hasSize(3).allMatch(Telemetry::isHistorical);
    assertThat(said.stream().mapToInt(each -> each.readings().size() - 1).sum()).isEqualTo(600);
    assertThat(told.all(Finding.Lost.class)).isEmpty();
  }

  @Test
  void a_historical_clear_does_not_hide_an_alarm_of_now() {
    born();
    device("DDATA", payload(3, flag("A/Smoke", 1, true)));
    device("DDATA", payload(4, join(flag("A/Smoke", 1, false), number(5, 1))));

    assertThat(readings(device("DDATA", payload(5, flag("B/Smoke", 9, false)))))
        .containsEntry("smoke", ON);
  }

  @Test
  void the_parts_of_a_template_are_metrics_under_its_name() {
    node("NBIRTH", payload(0, session(0)));
    byte[] smoke = flag("Smoke", 0, false);
    byte[] heat = join(name("Temperature", 0, 3), number(10, 0xFFFF_FFFBL));
    byte[] definition =
        join(name("_types_/Detector", 8, 19), block(18, block(2, smoke), number(5, 1)));
    byte[] instance =
        join(name("Hall", 7, 19), block(18, block(2, smoke), block(2, heat), text(4, "Detector")));

    assertThat(readings(device("DBIRTH", payload(1, definition, instance))))
        .isEqualTo(Map.of("smoke", OFF, "temperature", new Value.Quantity(-5, "Cel")));
    byte[] change = join(number(2, 7), block(18, block(2, flag("Smoke", 0, true))));
    assertThat(readings(device("DDATA", payload(2, change)))).isEqualTo(Map.of("smoke", ON));
  }

  @Test
  void a_value_of_bad_quality_is_taken_and_marked() {
    born();
    byte[] value = join(number(1, 3), number(3, 500));
    byte[] stale = join(flag(1, true), block(9, text(1, "Quality"), block(2, value)));

    assertThat(readings(device("DDATA", payload(3, stale))))
        .isEqualTo(Map.of("smoke", ON, "ext.stale", ON));
  }

  @Test
  void the_values_of_a_device_that_is_born_before_its_node_are_taken() {
    List<Finding> findings = device("DBIRTH", payload(1, flag("Smoke", 1, true)));

    assertThat(readings(findings)).containsEntry("smoke", ON).containsEntry("ext.stale", ON);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void asks_again_until_the_node_is_born_at_whatever_it_hears() {
    device("DDATA", payload(5, flag(1, true)));
    for (int i = 2; i <= Rebirths.MAX_TIMES + 5; i++) {
      ticks.addAndGet(Rebirths.PAUSE - 1);
      told.hear("spBv1.0/street/NDATA/another", payload(1), false);
      ticks.addAndGet(1);
      told.hear("spBv1.0/street/NDATA/another", payload(2), false);
      assertThat(requests()).isEqualTo(Math.min(i, Rebirths.MAX_TIMES));
    }
  }

  @Test
  void what_the_hub_was_too_busy_for_is_asked_for_a_while_later() {
    born();
    host.notTaken(new Publish("spBv1.0/street/DDATA/e1/d1", payload(3), false));
    device("DDATA", payload(3, flag(1, true)));
    assertThat(requests()).as("not while it is busy").isZero();

    ticks.addAndGet(Rebirths.PAUSE);
    told.hear("spBv1.0/street/NDATA/another", payload(1), false);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void after_an_interruption_aliases_are_known_but_nothing_is_certain_until_the_birth() {
    born();
    host.joining();

    assertThat(readings(device("DDATA", payload(3, flag(1, true)))))
        .isEqualTo(Map.of("smoke", ON, "ext.stale", ON));
    ticks.addAndGet(Rebirths.PAUSE);
    told.hear("spBv1.0/street/NDATA/another", payload(1), false);
    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void asks_no_more_once_the_node_was_born() {
    device("DDATA", payload(5, flag(1, true)));
    born();
    ticks.addAndGet(2 * Rebirths.PAUSE);
    device("DDATA", payload(3, flag(1, true)));

    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void a_birth_that_mends_nothing_is_not_asked_for_again_at_once() {
    born();
    for (int i = 0; i < 20; i++) {
      device("DDATA", payload(3 + 2 * i, flag(99, true)));
      born();
    }

    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void does_not_ask_strangers_for_what_it_would_not_keep() {
    told.hear("spBv1.0/street/NDATA/foreign", payload(9), false);
    told.hear("spBv1.0/street/DBIRTH/foreign/d", payload(9), false);

    assertThat(requests()).isZero();
    assertThat(told.strangers())
        .extracting(stranger -> stranger.address())
        .containsExactly("street/foreign", "street/foreign/d");
  }

  @Test
  void who_is_registered_later_is_asked_for_its_birth() {
    hub.retire("sd-1");
    born();
    hub.registers("sd-1b", "edge", "d1");
    device("DDATA", payload(3, flag(1, true)));

    assertThat(requests()).isEqualTo(1);
  }

  @Test
  void devices_that_do_not_follow_their_node_into_a_new_birth_are_gone() {
    born();
    node("NBIRTH", payload(0, session(0)));
    device("DBIRTH", payload(1, flag("Smoke", 1, false)));
    device("DDATA", payload(2, flag(1, false)));

    assertThat(last()).isEqualTo("sd-2 false it was not born again with its edge node");
  }

  @Test
  void a_new_connection_ends_the_devices_of_the_one_before() {
    born();
    List<Finding> findings = node("NBIRTH", payload(0, session(1)));

    assertThat(Told.said(findings, Presence.class))
        .extracting(presence -> presence.device().value() + presence.online())
        .containsExactly("sd-1false", "sd-2false", "edgetrue");
    node("NDEATH", payload(0, session(0)));
    assertThat(last()).as("the death of the one before").startsWith("edge true");
  }

  @Test
  void a_birth_that_has_no_room_is_told() {
    node("NBIRTH", payload(0, session(0)));
    for (int i = 0; i <= EdgeNode.MAX_DEVICES; i++) {
      hub.registers("many-" + i, "edge", "m" + i);
      told.hear(
          "spBv1.0/street/DBIRTH/e1/m" + i, payload(i + 1 & 255, flag("Smoke", 1, false)), false);
    }

    assertThat(told.all(Finding.Lost.class))
        .extracting(Finding.Lost::reason)
        .containsOnly(Reason.TOO_LARGE)
        .hasSizeBetween(1, 2);
  }

  @Test
  void a_rebirth_can_be_ordered_and_is_answered_by_the_birth() {
    born();
    var order = (Ordered.Send) order("read-state", Map.of());
    assertThat(order.topic()).isEqualTo("spBv1.0/street/NCMD/e1");
    assertThat(order("rebirth", Map.of())).isInstanceOf(Ordered.Settled.class);

    born();
    assertThat(told.all(Finding.Answered.class))
        .containsExactly(
            new Finding.Answered(order.answerKey(), new CommandOutcome.Done(Map.of())));
  }

  @Test
  void a_metric_is_written_by_name_and_only_its_new_value_is_the_answer() {
    born();
    var arguments = Map.<String, Value>of("metric", new Value.Text("Smoke"), "value", ON);
    var order = (Ordered.Send) order("write", arguments);
    assertThat(order.topic()).isEqualTo("spBv1.0/street/DCMD/e1/d1");

    device("DDATA", payload(3, flag(1, false)));
    assertThat(told.all(Finding.Answered.class)).isEmpty();
    device("DDATA", payload(4, flag(1, true)));
    assertThat(told.all(Finding.Answered.class)).hasSize(1);
  }

  @Test
  void what_cannot_be_written_is_refused_before_it_is_sent() {
    born();
    Value text = new Value.Text("no flag");

    assertThat(order("write", Map.of("metric", new Value.Text("Smoke"), "value", text)))
        .isEqualTo(Ordered.Settled.refused("Smoke cannot hold this value"));
    assertThat(order("write", Map.of("metric", new Value.Text("Heat"))))
        .isEqualTo(Ordered.Settled.unsupported());
    assertThat(order("mute", Map.of())).isEqualTo(Ordered.Settled.unsupported());
    assertThat(order("reboot", Map.of()).toString()).contains("confirm");
  }

  private Ordered order(String name, Map<String, Value> arguments) {
    var command = new Command("c", new DeviceId("sd-1"), name, arguments, YEAR.plusSeconds(10));
    return host.order(command).orElseThrow();
  }

  private void born() {
    node("NBIRTH", payload(0, session(0)));
    device("DBIRTH", payload(1, flag("Smoke", 1, false)));
    told.hear("spBv1.0/street/DBIRTH/e1/d2", payload(2, flag("Smoke", 4, false)), false);
  }

  private int requests() {
    return told.all(Finding.Reply.class).size();
  }

  private String last() {
    var presence = told.presences().getLast();
    return "%s %s %s"
        .formatted(
            presence.device().value(), presence.online(), presence.description().get("reason"));
  }

  private List<Finding> node(String type, byte[] payload) {
    return told.hear("spBv1.0/street/" + type + "/e1", payload, false);
  }

  private List<Finding> device(String type, byte[] payload) {
    return told.hear("spBv1.0/street/" + type + "/e1/d1", payload, false);
  }
}
