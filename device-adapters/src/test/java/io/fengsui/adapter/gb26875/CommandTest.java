package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.CommandOutcome.Done;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.gb26875.Frame.Command;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions and orders to a transmitter, and its answers. */
class CommandTest {

  private static final Value ON = new Flag(true);
  private static final Value OFF = new Flag(false);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Fixture fixture = new Fixture();
  private final RawTransmitter device = fixture.connect();

  @BeforeEach
  void beKnown() {
    device.send(RawTransmitter.state(1, 1));
    device.nextFrame();
  }

  @AfterEach
  void close() {
    device.close();
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fs-1 | read-state         |                      | 4 | 51 01 00",
        "sd-1 | read-state         |                      | 4 | 3E 01 01 01 0A 00 02 00",
        "fs-1 | read-state         | system=1.1           | 4 | 3D 01 01 01",
        "fs-1 | read-components    | points=1.1/3.17      | 4 | 3E 01 01 01 03 00 11 00",
        "fs-1 | read-analogs       | points=1.1/3.17,1.1/0x110004 | 4 | 3F 02 01 01 03 00 11 00 01 01 04 00 11 00",
        "sd-1 | read-analogs       |                      | 4 | 3F 01 01 01 0A 00 02 00",
        "fs-1 | read-operations    | system=1.1           | 4 | 40 01 01 01 0A 00 00 00 1A 09 0C",
        "fs-1 | read-operations    | since=2026-03-14T16:00:00Z | 4 | 54 01 0A 00 00 00 0F 03 1A",
        "fs-1 | read-version       |                      | 4 | 55 01 00",
        "fs-1 | read-version       | system=1.1           | 4 | 41 01 01 01",
        "fs-1 | read-configuration |                      | 4 | 56 01 00",
        "fs-1 | read-configuration | system=12.2          | 4 | 42 01 0C 02",
        "sd-1 | read-configuration |                      | 4 | 43 01 01 01 0A 00 02 00",
        "fs-1 | read-time          |                      | 4 | 58 01 00",
        "fs-1 | read-time          | system=1.1           | 4 | 44 01 01 01",
        "fs-1 | sync-clock         |                      | 1 | 5A 01 23 3A 09 1A 09 0C",
        "fs-1 | check-duty         |                      | 1 | 5B 01 0A",
      })
  void is_asked_with(String of, String name, @Nullable String with, int command, String data) {
    var outcome = fixture.command(of, name, arguments(with));
    Frame asked = device.nextFrame();

    assertThat(asked.command()).isEqualTo(command);
    assertThat(asked.source()).isEqualTo(new Address(1));
    assertThat(asked.destination()).isEqualTo(new Address(889));
    assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(asked.data())).isEqualTo(data);
    device.send(RawTransmitter.frame(asked.serial(), Command.DENY, 889));
    assertThat(outcome).succeedsWithin(PATIENCE).isInstanceOf(CommandOutcome.Refused.class);
  }

  @Test
  void an_answer_is_told_to_who_asked_and_to_the_hub() {
    var outcome = fixture.command("fs-1", "read-version", Map.of());
    answer(device.nextFrame(), Command.ANSWER, Examples.frame("P11").data());

    assertThat(outcome)
        .succeedsWithin(PATIENCE)
        .isEqualTo(new Done(Map.of("version", new Value.Text("1.1"))));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(fixture.told("fs-1")).hasSize(1));
  }

  @Test
  void states_are_told_by_their_point() {
    var outcome =
        fixture.command("fs-1", "read-components", Map.of("points", new Value.Text("1.1/3.17")));
    answer(device.nextFrame(), Command.ANSWER, Examples.frame("C2").data());

    assertThat(outcome)
        .succeedsWithin(PATIENCE)
        .asInstanceOf(type(Done.class))
        .satisfies(
            done ->
                assertThat(done.answer())
                    .containsEntry("1.1/3.17.smoke", new Flag(true))
                    .containsEntry("1.1/3.18.fault", new Flag(true))
                    .containsEntry("1.1/3.17.label", new Value.Text("3号楼2层走廊感烟"))
                    .containsEntry("1.1/3.17.at", new Value.Text("2026-03-15T00:30:02Z")));
  }

  @Test
  void is_asked_again_with_the_same_bytes_and_then_given_up() {
    var outcome = fixture.command("fs-1", "read-state", Map.of());
    byte[] first = device.next();

    assertThat(device.next()).isEqualTo(first);
    assertThat(device.next()).isEqualTo(first);
    assertThat(outcome).succeedsWithin(PATIENCE).isEqualTo(new CommandOutcome.Unanswered());
  }

  @Test
  void one_question_at_a_time() {
    var one = fixture.command("fs-1", "read-version", Map.of());
    Frame first = device.nextFrame();
    var other = fixture.command("fs-1", "sync-clock", Map.of());
    answer(first, Command.ANSWER, Examples.frame("P11").data());
    Frame second = device.nextFrame();
    answer(second, Command.CONFIRM, new byte[0]);

    assertThat(second.serial()).isNotEqualTo(first.serial());
    assertThat(CompletableFuture.allOf(one, other)).succeedsWithin(PATIENCE);
    assertThat(other).isCompletedWithValue(new Done(Map.of("confirmed", new Flag(true))));
  }

  @Test
  void the_guards_answer_is_told() {
    var outcome = fixture.command("fs-1", "check-duty", Map.of("minutes", new Quantity(3, "min")));
    Frame asked = device.nextFrame();
    assertThat(asked.data()).containsExactly(91, 1, 3);
    answer(asked, Command.CONFIRM, new byte[0]);
    assertThat(outcome).succeedsWithin(PATIENCE).isInstanceOf(Done.class);
    device.send(RawTransmitter.frame(9, Command.SEND, 889, Examples.frame("C16").data()));
    device.nextFrame();

    assertThat(fixture.hub().messages(Occurrence.class))
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.type()).isEqualTo("duty.answered");
              assertThat(said.details()).containsEntry("operator", new Quantity(3, ""));
            });
  }

  @Test
  void initialise_wants_to_be_confirmed() {
    assertThat(fixture.command("fs-1", "initialise", Map.of()))
        .succeedsWithin(PATIENCE)
        .isInstanceOf(CommandOutcome.Refused.class);
    var meant = fixture.command("fs-1", "initialise", Map.of("confirm", new Flag(true)));
    Frame asked = device.nextFrame();
    answer(asked, Command.CONFIRM, new byte[0]);

    assertThat(asked.data()).containsExactly(89, 1, 0);
    assertThat(meant).succeedsWithin(PATIENCE).isInstanceOf(Done.class);
  }

  @Test
  void alarms_come_down_on_somebodys_word_and_go_up_again() {
    device.send(RawTransmitter.state(2, 2, 99, 1)).nextFrame();
    device.send(RawTransmitter.state(3, 2, 98, 1)).nextFrame();
    device.send(RawTransmitter.state(4, 2)).nextFrame();

    clear("fs-1", "point=1.1/99.1", 0);
    clear("sd-1", null, 1);
    clear("fs-1", "system=1.1", 1);
    device.send(RawTransmitter.state(3, 2, 98, 1)).nextFrame();

    assertThat(flags("sd-1", "smoke")).containsExactly(OFF, ON, OFF);
    assertThat(flags("fs-1", "fire")).containsExactly(ON, ON, OFF, ON);
  }

  private void clear(String of, @Nullable String with, int devices) {
    assertThat(fixture.command(of, "clear-alarms", arguments(with)))
        .succeedsWithin(PATIENCE)
        .isEqualTo(new Done(Map.of("cleared", new Quantity(devices, ""))));
  }

  private List<Value> flags(String of, String metric) {
    return fixture.told(of).stream()
        .filter(Telemetry.class::isInstance)
        .map(told -> ((Telemetry) told).readings().get(metric))
        .filter(Objects::nonNull)
        .toList();
  }

  @Test
  void what_cannot_be_asked_is_refused_in_a_sentence() {
    assertThat(fixture.command("fs-1", "read-components", Map.of("points", new Value.Text("x"))))
        .succeedsWithin(PATIENCE)
        .isEqualTo(new CommandOutcome.Refused("not a system or point such as 1.1/10.2: x"));
    assertThat(fixture.command("fs-1", "dance", Map.of()))
        .succeedsWithin(PATIENCE)
        .isEqualTo(new CommandOutcome.Unsupported());
    assertThat(fixture.command("fs-9", "read-state", Map.of()))
        .succeedsWithin(PATIENCE)
        .isInstanceOf(CommandOutcome.Unreachable.class);
  }

  private void answer(Frame asked, int command, byte[] data) {
    device.send(RawTransmitter.frame(asked.serial(), command, 889, data));
  }

  private static Map<String, Value> arguments(@Nullable String text) {
    if (text == null) {
      return Map.of();
    }
    String[] parts = text.split("=", 2);
    return Map.of(parts[0], new Value.Text(parts[1]));
  }
}
