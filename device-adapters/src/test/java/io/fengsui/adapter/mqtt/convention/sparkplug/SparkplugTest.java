package io.fengsui.adapter.mqtt.convention.sparkplug;

import static io.fengsui.adapter.mqtt.convention.Told.flag;
import static io.fengsui.adapter.mqtt.convention.Told.quantity;
import static io.fengsui.adapter.mqtt.convention.Told.readings;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Golden.DBIRTH;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Golden.MINUS_FIVE;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Golden.NBIRTH;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Golden.NDEATH;
import static io.fengsui.adapter.mqtt.convention.sparkplug.Golden.SMOKE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.RecordingUplink;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Ordered;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.Told;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Payloads made with protoc, and the rules of chapters 4 to 6 of the specification. */
class SparkplugTest {

  private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");

  private final RecordingUplink hub =
      new RecordingUplink().registers("edge", "street/e1").registers("sd-1", "edge", "d1");
  private final AtomicLong ticks = new AtomicLong();
  private final Sparkplug host =
      new Sparkplug(
          "+",
          new HostState("hub", InstantSource.fixed(YEAR)),
          new Registered(hub),
          InstantSource.fixed(YEAR),
          ticks::get);
  private final Told told = new Told(host);

  @Test
  void a_node_and_its_device_are_born_with_their_values() {
    node("NBIRTH", NBIRTH);
    List<Finding> findings = device("DBIRTH", DBIRTH);

    assertThat(told.presences())
        .extracting(presence -> presence.device().value() + presence.online())
        .containsExactly("edgetrue", "sd-1true");
    assertThat(readings(findings))
        .isEqualTo(
            Map.of(
                "smoke", flag(false),
                "temperature", quantity(21.5, "Cel"),
                "battery", quantity(87, "%")));
    assertThat(Told.said(findings, Telemetry.class).getFirst().observedAt())
        .isEqualTo(YEAR.plusMillis(100));
  }

  @Test
  void an_alias_stands_for_the_name_of_the_birth() {
    born();

    List<Finding> findings = device("DDATA", SMOKE);

    assertThat(readings(findings)).isEqualTo(Map.of("smoke", flag(true)));
  }

  @Test
  void a_negative_number_travels_as_twos_complement() {
    born();
    device("DDATA", SMOKE);

    assertThat(readings(device("DDATA", MINUS_FIVE)))
        .isEqualTo(Map.of("temperature", quantity(-5, "Cel")));
    assertThat(told.all(Finding.Reply.class)).as("nothing was missed").isEmpty();
  }

  @Test
  void a_gap_is_told_and_asks_for_one_birth_in_thirty_seconds() {
    born();

    List<Finding> findings = device("DDATA", MINUS_FIVE);
    assertThat(readings(findings))
        .as("taken all the same, and marked")
        .containsEntry("temperature", quantity(-5, "Cel"))
        .containsEntry("ext.stale", flag(true));
    device("DDATA", MINUS_FIVE);
    device("DDATA", MINUS_FIVE);
    assertThat(told.all(Finding.Reply.class))
        .singleElement()
        .satisfies(
            order -> {
              assertThat(order.topic()).isEqualTo("spBv1.0/street/NCMD/e1");
              assertThat(Payload.read(order.payload()).orElseThrow().metrics())
                  .singleElement()
                  .satisfies(
                      metric -> {
                        assertThat(metric.name()).isEqualTo("Node Control/Rebirth");
                        assertThat(metric.value()).isEqualTo(new Metric.Wire.Bool(true));
                      });
            });

    ticks.addAndGet(TimeUnit.SECONDS.toNanos(30));
    device("DDATA", MINUS_FIVE);
    assertThat(told.all(Finding.Reply.class)).hasSize(2);

    born();
    assertThat(readings(device("DDATA", SMOKE))).doesNotContainKey("ext.stale");
  }

  @Test
  void an_unknown_alias_is_lost_and_asks_for_a_birth() {
    node("NBIRTH", NBIRTH);
    List<Finding> findings = device("DDATA", "0800120810631800200b70011801");

    assertThat(Told.of(findings, Finding.Lost.class)).hasSize(1);
    assertThat(told.all(Finding.Reply.class)).hasSize(1);
  }

  @Test
  void a_device_is_not_born_before_its_node() {
    device("DBIRTH", DBIRTH);

    assertThat(told.presences()).isEmpty();
    assertThat(told.all(Finding.Reply.class)).hasSize(1);
  }

  @Test
  void a_death_takes_the_devices_with_it_unless_it_is_an_earlier_connections() {
    born();
    node("NDEATH", NDEATH.replace("20045800", "20045807"));
    assertThat(told.presences()).extracting(Presence::online).containsOnly(true);

    node("NDEATH", NDEATH);
    assertThat(told.presences().subList(2, 4))
        .extracting(presence -> presence.device().value() + presence.online())
        .containsExactly("sd-1false", "edgefalse");
  }

  @Test
  void a_devices_death_is_its_own() {
    born();
    device("DDEATH", "08e0a4eeb6b7331802");

    assertThat(told.presences().getLast())
        .isEqualTo(new Presence(new DeviceId("sd-1"), null, false, Map.of("reason", "it died")));
    node("NDATA", "08e0a4eeb6b7331803");
    assertThat(told.all(Finding.Reply.class)).isEmpty();
  }

  @Test
  void the_sequence_goes_on_at_zero_after_255() {
    born();
    for (int seq = 2; seq < 600; seq++) {
      node("NDATA", varint("08e0a4eeb6b73318", seq & 255));
    }
    assertThat(told.all(Finding.Reply.class)).isEmpty();
  }

  @Test
  void what_is_historical_says_so() {
    born();

    List<Finding> findings =
        device("DDATA", "08e0a4eeb6b733120f100118e0a4eeb6b733200b280170011802");

    Telemetry said = Told.said(findings, Telemetry.class).getFirst();
    assertThat(said.isHistorical()).isTrue();
    assertThat(said.readings()).containsEntry("smoke", flag(true));
  }

  @Test
  void null_is_unknown() {
    born();

    assertThat(
            Told.said(
                device("DDATA", "08e0a4eeb6b733120d100118e0a4eeb6b733200b38011802"),
                Telemetry.class))
        .isEmpty();
  }

  @Test
  void names_whom_nobody_registered_as_they_would_have_to_be() {
    hub.retire("sd-1");
    born();
    hub.retire("edge");
    born();

    assertThat(told.strangers())
        .extracting(stranger -> stranger.parent() + " " + stranger.address())
        .containsExactly("edge d1", "null street/e1", "null street/e1/d1");
  }

  @Test
  void says_that_it_is_there_as_a_primary_host_does() {
    assertThat(host.filters()).as("its own state among them").containsExactly("spBv1.0/+/#");
    Finding.Reply birth = host.opening().getFirst();
    assertThat(birth.topic()).isEqualTo("spBv1.0/STATE/hub");
    assertThat(birth.retained()).isTrue();
    assertThat(new String(birth.payload(), UTF_8))
        .isEqualTo("{\"online\":true,\"timestamp\":1767225600000}");
    Finding.Reply will = host.will().orElseThrow();
    assertThat(new String(will.payload(), UTF_8))
        .isEqualTo("{\"online\":false,\"timestamp\":1767225600000}");

    told.hear("spBv1.0/STATE/hub", new String(will.payload(), UTF_8));
    assertThat(told.all(Finding.Reply.class)).as("says it again").hasSize(1);
  }

  @Test
  void writes_a_metric_of_the_birth_and_takes_its_next_value_for_the_answer() {
    node("NBIRTH", NBIRTH);
    device("DBIRTH", DBIRTH.replace("0a0742617474657279", "0a0753696c656e6365"));

    var command = new Command("c", new DeviceId("sd-1"), "mute", Map.of(), YEAR);
    var order = (Ordered.Send) host.order(command).orElseThrow();
    assertThat(order.topic()).isEqualTo("spBv1.0/street/DCMD/e1/d1");
    Metric written = Payload.read(order.payload()).orElseThrow().metrics().getFirst();
    assertThat(written.name()).isEqualTo("Silence");
    assertThat(written.value()).isEqualTo(new Metric.Wire.Whole(1));

    List<Finding> findings = device("DDATA", "08e0a4eeb6b733120d100318e0a4eeb6b733200550011802");
    assertThat(Told.of(findings, Finding.Answered.class))
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.key()).isEqualTo(order.answerKey());
              assertThat(answer.outcome()).isInstanceOf(CommandOutcome.Done.class);
            });
  }

  private void born() {
    node("NBIRTH", NBIRTH);
    device("DBIRTH", DBIRTH);
  }

  private List<Finding> node(String type, String hex) {
    return told.hear("spBv1.0/street/" + type + "/e1", HexFormat.of().parseHex(hex), false);
  }

  private List<Finding> device(String type, String hex) {
    return told.hear("spBv1.0/street/" + type + "/e1/d1", HexFormat.of().parseHex(hex), false);
  }

  private static String varint(String hex, int value) {
    return hex + (value < 128 ? "%02x".formatted(value) : "%02x01".formatted(value));
  }
}
