package io.fengsui.adapter.gb26875;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.CommandOutcome.Done;
import io.fengsui.adapter.CommandOutcome.Unanswered;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.adapter.gb26875.Frame.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depends on the hub's clock: guards who do not answer, and clocks that are wrong. */
class PatienceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Map<String, Value> THREE_MINUTES = Map.of("minutes", new Quantity(3, "min"));

  @Test
  void a_guard_who_does_not_answer_is_told_two_minutes_after_the_devices_time() throws Exception {
    try (var fixture = new Fixture();
        var device = known(fixture)) {
      var outcome = fixture.command("fs-1", "check-duty", THREE_MINUTES);
      Frame asked = device.nextFrame();
      device.send(RawTransmitter.frame(asked.serial(), Command.CONFIRM, 889));
      assertThat(outcome).succeedsWithin(PATIENCE).isInstanceOf(Done.class);
      fixture.pass(Duration.ofMinutes(4));
      fixture.pass(Duration.ofMinutes(1));

      await().atMost(PATIENCE).until(() -> occurrences(fixture).contains("duty.missed"));
      assertThat(fixture.hub().messages(Occurrence.class).getLast().details())
          .containsEntry("command", new Value.Text("c-1"))
          .containsEntry("minutes", new Quantity(3, "min"));
      fixture.pass(Duration.ofDays(1));
      awaitALook(fixture);
      assertThat(occurrences(fixture)).containsOnlyOnce("duty.missed");
    }
  }

  @Test
  void a_guard_who_answers_together_with_the_device_has_not_missed() throws Exception {
    try (var fixture = new Fixture();
        var device = known(fixture)) {
      var outcome = fixture.command("fs-1", "check-duty", THREE_MINUTES);
      Frame asked = device.nextFrame();
      byte[] taken = RawTransmitter.frame(asked.serial(), Command.CONFIRM, 889);
      byte[] here = RawTransmitter.frame(9, Command.SEND, 889, Examples.frame("C16").data());
      device.send(Examples.joined(taken, here)).nextFrame();
      assertThat(outcome).succeedsWithin(PATIENCE).isInstanceOf(Done.class);
      fixture.pass(Duration.ofHours(1));

      awaitALook(fixture);
      assertThat(occurrences(fixture)).containsExactly("duty.answered");
    }
  }

  @Test
  void a_question_that_the_device_did_not_take_is_not_missed_by_the_guard() throws Exception {
    try (var fixture = new Fixture();
        var _ = known(fixture)) {
      assertThat(fixture.command("fs-1", "check-duty", THREE_MINUTES))
          .succeedsWithin(PATIENCE)
          .isInstanceOf(Unanswered.class);
      fixture.pass(Duration.ofHours(1));

      awaitALook(fixture);
      assertThat(occurrences(fixture)).isEmpty();
    }
  }

  @Test
  void a_wrong_clock_is_told_and_set_once_a_day(@TempDir Path folder) throws Exception {
    Path profile = folder.resolve("forgetful.json");
    Files.writeString(profile, "{\"sync-clock\": true}");
    try (var fixture = new Fixture(profile.toString());
        var device = fixture.connect()) {
      setsTheClock(device, Fixture.NOW);
      fixture.pass(Duration.ofHours(23));
      device.send(slow(2, Fixture.NOW)).send(RawTransmitter.heartbeat(3));
      assertThat(List.of(device.nextFrame().serial(), device.nextFrame().serial()))
          .as("no order in between")
          .containsExactly(2, 3);
      fixture.pass(Duration.ofHours(1));
      setsTheClock(device, Fixture.NOW.plus(Duration.ofDays(1)));

      assertThat(occurrences(fixture)).containsExactly("clock.skew", "clock.skew");
    }
  }

  @Test
  void a_wrong_clock_is_told_and_left_alone_unless_the_profile_allows_it() {
    try (var fixture = new Fixture();
        var device = fixture.connect()) {
      device.send(slow(1, Fixture.NOW)).send(RawTransmitter.heartbeat(2));

      assertThat(device.nextFrame().serial()).isEqualTo(1);
      assertThat(device.nextFrame().serial()).isEqualTo(2);
      assertThat(fixture.hub().messages(Occurrence.class))
          .singleElement()
          .satisfies(
              told -> assertThat(told.details()).containsEntry("off", new Quantity(-600, "s")));
    }
  }

  /** Says that its clock is ten minutes slow, and takes the time that it is given. */
  private static void setsTheClock(RawTransmitter device, Instant now) {
    device.send(slow(1, now));
    Frame one = device.nextFrame();
    Frame other = device.nextFrame();
    Frame order = one.command() == Command.CONTROL ? one : other;
    assertThat(order.command()).isEqualTo(Command.CONTROL);
    assertThat(order.data()).startsWith(90, 1).hasSize(8);
    assertThat(TimeTag.at(order.data(), 2).instant(ZONE)).isEqualTo(now);
    device.send(RawTransmitter.frame(order.serial(), Command.CONFIRM, 889));
  }

  private static byte[] slow(int serial, Instant now) {
    var sent = TimeTag.of(now.minus(Duration.ofMinutes(10)), ZONE);
    return new Frame(
            serial, 0x0101, sent, new Address(889), new Address(1), Command.SEND, new byte[0])
        .encode();
  }

  private static RawTransmitter known(Fixture fixture) {
    RawTransmitter device = fixture.connect();
    device.send(RawTransmitter.heartbeat(1)).nextFrame();
    return device;
  }

  /** The link looks once a second; so it has when it has missed another guard. */
  private static void awaitALook(Fixture fixture) {
    try (var other = fixture.connect()) {
      other.send(RawTransmitter.frame(1, Command.SEND, 10)).nextFrame();
      var outcome = fixture.command("fs-2", "check-duty", THREE_MINUTES);
      Frame asked = other.nextFrame();
      other.send(RawTransmitter.frame(asked.serial(), Command.CONFIRM, 10));
      assertThat(outcome).succeedsWithin(PATIENCE).isInstanceOf(Done.class);
      fixture.pass(Duration.ofMinutes(5));
      await().atMost(PATIENCE).until(() -> !fixture.told("fs-2").isEmpty());
    }
  }

  private static List<String> occurrences(Fixture fixture) {
    return fixture.told("fs-1").stream()
        .filter(Occurrence.class::isInstance)
        .map(told -> ((Occurrence) told).type())
        .toList();
  }
}
