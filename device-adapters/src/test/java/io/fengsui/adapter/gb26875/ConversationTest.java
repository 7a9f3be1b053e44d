package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Receipt;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.gb26875.Frame.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a transmitter hears, and what the hub hears of it, over a real socket. */
class ConversationTest {

  private static final Value ON = new Value.Flag(true);
  private static final Value OFF = new Value.Flag(false);
  private static final int FIRE = 2;
  private static final int NORMAL = 1;

  private final Fixture fixture = new Fixture();
  private final RawTransmitter device = fixture.connect();

  @AfterEach
  void close() {
    device.close();
    fixture.close();
  }

  @Test
  void a_fire_is_told_of_the_detector_and_confirmed_as_in_the_examples() {
    device.send(Examples.bytes("P1"));

    assertThat(device.next()).isEqualTo(Examples.bytes("P2"));
    assertThat(fixture.hub().messages(Presence.class)).hasSize(1);
    assertThat(fixture.told("sd-1"))
        .singleElement()
        .isInstanceOfSatisfying(
            Telemetry.class,
            told -> {
              assertThat(told.observedAt()).isEqualTo(Instant.parse("2012-09-26T01:58:02Z"));
              assertThat(told.readings()).isEqualTo(Map.of("smoke", ON));
            });
  }

  @Test
  void fire_normal_fire_with_equal_bytes_are_three_changes() {
    for (int state : new int[] {FIRE, NORMAL, FIRE}) {
      device.send(RawTransmitter.state(0, state));
      assertThat(device.nextFrame().command()).isEqualTo(Command.CONFIRM);
    }

    assertThat(smoke()).containsExactly(ON, OFF, ON);
  }

  @Test
  void a_repetition_is_confirmed_again_and_told_once() {
    device.send(Examples.bytes("P1")).send(Examples.bytes("P1"));

    assertThat(device.next()).isEqualTo(Examples.bytes("P2"));
    assertThat(device.next()).isEqualTo(Examples.bytes("P2"));
    assertThat(smoke()).containsExactly(ON);
  }

  @Test
  void a_busy_hub_does_not_confirm_and_takes_the_repetition() {
    fixture.hub().answers(message -> new Receipt.Busy(Duration.ZERO));
    device.send(RawTransmitter.state(7, FIRE));
    await().until(() -> smoke().size() == 1);
    fixture.hub().answers(message -> Receipt.Accepted.INSTANCE);

    await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              device.send(RawTransmitter.state(7, FIRE));
              return smoke().size() >= 2;
            });

    assertThat(device.nextFrame().serial()).isEqualTo(7);
    assertThat(smoke()).containsExactly(ON, ON);
  }

  @Test
  void a_repetition_while_the_receipt_is_awaited_is_told_once() {
    fixture.hub().hold();
    device.send(RawTransmitter.state(7, FIRE)).send(RawTransmitter.state(7, FIRE));
    device.send(RawTransmitter.heartbeat(8));
    await().until(() -> smoke().size() == 1);
    fixture.hub().release();

    assertThat(
            List.of(
                device.nextFrame().serial(),
                device.nextFrame().serial(),
                device.nextFrame().serial()))
        .containsExactlyInAnyOrder(7, 7, 8);
    assertThat(smoke()).containsExactly(ON);
  }

  @Test
  void an_unregistered_component_burns_in_its_transmitters_name_and_is_sighted() {
    device.send(RawTransmitter.state(1, FIRE, 99, 1));
    device.nextFrame();

    assertThat(fixture.told("fs-1").stream().filter(Telemetry.class::isInstance))
        .singleElement()
        .isInstanceOfSatisfying(
            Telemetry.class,
            told ->
                assertThat(told.readings())
                    .containsEntry("fire", ON)
                    .containsEntry("ext.point", new Value.Text("1.1/99.1")));
    assertThat(fixture.hub().strangers())
        .singleElement()
        .satisfies(
            stranger -> {
              assertThat(stranger.address()).isEqualTo("1.1/99.1");
              assertThat(stranger.description().get("component")).contains("smoke detector");
            });
  }

  @Test
  void two_unregistered_components_burn_until_both_are_normal() {
    device.send(RawTransmitter.state(1, FIRE, 99, 1)).send(RawTransmitter.state(2, FIRE, 98, 1));
    device.send(RawTransmitter.state(3, NORMAL, 99, 1));
    for (int i = 0; i < 3; i++) {
      device.nextFrame();
    }
    assertThat(flags("fs-1", "fire")).containsExactly(ON, ON);

    device.send(RawTransmitter.state(4, NORMAL, 98, 1));
    device.nextFrame();

    assertThat(flags("fs-1", "fire")).containsExactly(ON, ON, OFF);
  }

  @Test
  void a_fault_alone_leaves_the_fire_burning_and_a_reset_ends_it() {
    device.send(RawTransmitter.state(1, FIRE)).send(RawTransmitter.state(2, 4));
    device.nextFrame();
    device.nextFrame();
    assertThat(smoke()).containsExactly(ON);

    device.send(RawTransmitter.frame(3, 2, 889, bytes(4, 1, 1, 1, 1, 5, 0, 0, 0, 0, 0, 0)));
    device.nextFrame();

    assertThat(smoke()).containsExactly(ON, OFF);
    assertThat(fixture.hub().messages(Occurrence.class))
        .singleElement()
        .extracting(Occurrence::type)
        .isEqualTo("panel.reset");
  }

  @Test
  void an_unregistered_transmitter_is_confirmed_sighted_and_kept() {
    device.send(Examples.bytes("C2"));

    assertThat(device.nextFrame().command()).isEqualTo(Command.CONFIRM);
    assertThat(fixture.hub().strangers().getLast().address()).isEqualTo("1a-27-00-00-00-00");
    var loss = fixture.hub().lost();
    assertThat(loss.reason()).isEqualTo(Reason.UNKNOWN_DEVICE);
    assertThat(loss.detail()).contains("FIRE ALARM");
    assertThat(loss.raw()).isNotNull();
  }

  @Test
  void who_claims_anothers_identity_is_refused_and_in_the_ledger() {
    device.send(RawTransmitter.heartbeat(1));
    device.nextFrame();
    device.send(RawTransmitter.frame(2, 2, 10, bytes(21, 1, 3, 0, 0, 0, 0, 0, 0)));

    assertThat(device.nextFrame().command()).isEqualTo(Command.DENY);
    assertThat(fixture.hub().lost().reason()).isEqualTo(Reason.NOT_ALLOWED);
    assertThat(fixture.told("fs-2")).isEmpty();
  }

  @Test
  void a_truncated_frame_does_not_hide_the_fire_behind_it() {
    byte[] whole = Examples.bytes("C2");
    device.send(Arrays.copyOf(whole, 60)).send(RawTransmitter.state(9, FIRE));

    assertThat(device.nextFrame().serial()).isEqualTo(9);
    assertThat(smoke()).containsExactly(ON);
  }

  @Test
  void a_heartbeat_in_every_form_is_confirmed() {
    byte[][] forms = {
      RawTransmitter.heartbeat(1),
      RawTransmitter.frame(2, 2, 889, (byte) 0x16),
      RawTransmitter.frame(3, 0xFE, 889),
      RawTransmitter.frame(4, 0xFF, 889),
      RawTransmitter.frame(5, 2, 889, bytes(21, 1, 1)),
      RawTransmitter.frame(6, 2, 889, bytes(28, 1, 0, 0, 0, 0, 0, 0)),
    };
    for (int i = 0; i < forms.length; i++) {
      device.send(forms[i]);
      Frame answer = device.nextFrame();
      assertThat(answer.command()).isEqualTo(Command.CONFIRM);
      assertThat(answer.serial()).isEqualTo(i + 1);
      assertThat(answer.data()).isEmpty();
    }
  }

  @Test
  void what_is_damaged_or_none_is_denied_and_answers_are_not() {
    byte[] damaged = RawTransmitter.state(3, FIRE);
    damaged[damaged.length - 3]++;
    device.send(damaged);
    assertThat(device.nextFrame().command()).isEqualTo(Command.DENY);
    device.send(RawTransmitter.frame(4, 7, 889));
    assertThat(device.nextFrame().serial()).isEqualTo(4);
    device.send(RawTransmitter.frame(5, 5, 889, bytes(25, 1, 1, 1)));
    device.send(RawTransmitter.frame(6, 3, 889)).send(RawTransmitter.heartbeat(7));

    assertThat(device.nextFrame().serial()).isEqualTo(7);
    assertThat(smoke()).isEmpty();
  }

  @Test
  void a_vendors_own_command_that_is_repeated_is_confirmed_again_and_told_once() {
    byte[] own = RawTransmitter.frame(1, 0x90, 889, bytes(1, 2, 3));
    device.send(own).send(own);

    assertThat(device.nextFrame().command()).isEqualTo(Command.CONFIRM);
    assertThat(device.nextFrame().command()).isEqualTo(Command.CONFIRM);
    assertThat(fixture.hub().messages(Occurrence.class))
        .singleElement()
        .satisfies(
            told -> assertThat(told.details()).containsEntry("hex", new Value.Text("010203")));
  }

  @Test
  void vendors_own_types_are_kept_raw() {
    byte[] data = Examples.frame("P23").data();
    device.send(RawTransmitter.frame(1, 2, 889, data));
    device.nextFrame();

    assertThat(fixture.hub().messages(Occurrence.class))
        .singleElement()
        .satisfies(
            vendor -> {
              assertThat(vendor.type()).isEqualTo("fire.vendor");
              assertThat(vendor.details())
                  .containsEntry("hex", new Value.Text("00035b010000000200000f220e190713"));
            });
  }

  private List<Value> smoke() {
    return flags("sd-1", "smoke");
  }

  private List<Value> flags(String of, String metric) {
    return fixture.told(of).stream()
        .filter(Telemetry.class::isInstance)
        .map(told -> ((Telemetry) told).readings().get(metric))
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  private static byte[] bytes(int... values) {
    byte[] all = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      all[i] = (byte) values[i];
    }
    return all;
  }
}
