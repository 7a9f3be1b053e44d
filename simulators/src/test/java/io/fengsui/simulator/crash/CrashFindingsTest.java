package io.fengsui.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.simulator.crash.Actor.Role;
import io.fengsui.simulator.crash.Actor.Way;
import io.fengsui.simulator.hub.Registered;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A campaign must notice each kind of difference. */
class CrashFindingsTest {
  private final CrashBook book = new CrashBook();
  private final Findings findings = new Findings(book);
  private final Map<String, Integer> sent = Map.of("es-1", 3, "sd-1", 2);

  CrashFindingsTest() {
    book.begin(1);
    book.acknowledged("es-1", 1);
    book.acknowledged("sd-1", 1);
    book.begin(2);
    book.acknowledged("es-1", 3);
  }

  @Test
  void nothing_is_wrong_when_bus_and_book_agree() {
    onTheBus("es-1 1", "es-1 2", "es-1 3", "sd-1 0", "sd-1 1", "sd-1 1");

    assertThat(findings.first(9)).isEmpty();
    assertThat(book.size()).isEqualTo(3);
  }

  @Test
  void what_was_acknowledged_and_is_not_on_the_bus_is_lost_the_earliest_told_first() {
    onTheBus();

    assertThat(findings.count(Findings.Fault.LOST)).isEqualTo(3);
    assertThat(findings.first(3))
        .containsExactly(
            "lost: round 1, es-1, message 1: is not on the bus",
            "lost: round 1, sd-1, message 1: is not on the bus",
            "lost: round 2, es-1, message 3: is not on the bus");
  }

  @Test
  void a_reading_that_is_on_the_bus_twice_is_doubled_but_a_change_may_be_repeated() {
    onTheBus("es-1 1", "es-1 3", "es-1 3", "sd-1 1", "sd-1 1");

    assertThat(findings.count(Findings.Fault.DOUBLED)).isEqualTo(1);
  }

  @Test
  void a_message_that_was_never_sent_is_uncalled_for() {
    onTheBus("es-1 1", "es-1 3", "es-1 4", "sd-1 1");

    assertThat(findings.first(9))
        .containsExactly(
            "uncalled for: round 2, es-1, message 4: is on the bus but was never sent");
  }

  @Test
  void each_acknowledged_change_has_one_effect_and_the_one_on_its_way_at_most_one() {
    var check = check();
    check.effect("sd-1", "flip", "raised", 1);
    check.effect("sd-1", "flip", "cleared", 2);
    check.event("sd-1", 2, 2, 0, true, 1);
    check.missing();

    assertThat(findings.first(9)).isEmpty();
  }

  @Test
  void a_change_without_its_effect_is_lost_and_one_with_two_is_doubled() {
    check().missing();
    var twice = check();
    twice.effect("sd-1", "flip", "raised", 1);
    twice.effect("sd-1", "flip", "raised", 1);

    assertThat(findings.count(Findings.Fault.LOST)).isEqualTo(1);
    assertThat(findings.count(Findings.Fault.DOUBLED)).isEqualTo(1);
  }

  @Test
  void silence_of_a_device_that_spoke_and_a_change_out_of_nothing_are_uncalled_for() {
    var check = check();
    check.effect("es-1", "silence", "raised", 0);
    check.effect("sd-1", "flip", "raised", 3);
    check.effect("sd-1", "flip", "cleared", 1);

    assertThat(findings.count(Findings.Fault.UNCALLED_FOR)).isEqualTo(3);
  }

  @Test
  void an_event_without_task_without_history_or_not_handed_over_is_lost() {
    check().event("sd-1", 2, 1, 1, true, 0);

    assertThat(findings.count(Findings.Fault.LOST)).isEqualTo(3);
  }

  @Test
  void what_the_broker_lost_is_not_owed() {
    var gone = new BitSet();
    gone.set(1, 4);
    book.page("es-1").forgive(gone);

    onTheBus("sd-1 1");

    assertThat(findings.first(9)).isEmpty();
  }

  private EventCheck check() {
    return new EventCheck(Map.of("sd-1", book.page("sd-1").owed()), sent, findings);
  }

  private void onTheBus(String... lines) {
    var actors = Map.of("es-1", actor("es-1", Role.SENSOR), "sd-1", actor("sd-1", Role.DETECTOR));
    var contents = new Contents("on the bus", actors, findings);
    for (var line : lines) {
      var words = line.split(" ");
      contents.note(words[0], Integer.parseInt(words[1]));
    }
    contents.compare(
        Map.of("es-1", book.page("es-1").owed(), "sd-1", book.page("sd-1").owed()), sent);
  }

  private static Actor actor(String id, Role role) {
    return new Actor(new Registered(id, id, "", ""), role, Way.DIRECT);
  }
}
