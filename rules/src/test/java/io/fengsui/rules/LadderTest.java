package io.fengsui.rules;

import static io.fengsui.rules.Watch.above;
import static io.fengsui.rules.Watch.at;
import static io.fengsui.rules.Watch.is;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Severity;
import org.junit.jupiter.api.Test;

/** One alarm that grows, and one that goes up and down too often. */
class LadderTest {

  private static final Rule HEAT =
      Draft.of("heat")
          .level(Severity.III, above("t", 54, 50), 10)
          .level(Severity.II, above("t", 65, 60), 5)
          .level(Severity.I, above("t", 80, 75), 0)
          .rule();

  @Test
  void escalates_and_never_gets_less_grave() {
    var watch = new Watch(HEAT);

    watch.says(0, "a", "t", 55.0).says(20, "a", "t", 66.0).says(30, "a", "t", 85.0);
    watch.says(40, "a", "t", 76.0).says(50, "a", "t", 51.0).says(60, "a", "t", 49.0);

    assertThat(watch.said)
        .containsExactly(
            "10.0 raised heat a",
            "25.0 escalated to II heat a",
            "30.0 escalated to I heat a",
            "60.0 cleared heat a");
    assertThat(watch.changes).allSatisfy(c -> assertThat(c.began()).isEqualTo(at(0)));
    assertThat(watch.changes)
        .extracting(Change::incident)
        .containsOnly(watch.changes.getFirst().incident());
  }

  @Test
  void goes_up_at_the_gravest_level_that_held() {
    var watch = new Watch(HEAT);

    watch.says(0, "a", "t", 90.0);

    assertThat(watch.changes)
        .singleElement()
        .isInstanceOfSatisfying(
            Change.Raised.class, up -> assertThat(up.severity()).isEqualTo(Severity.I));
    assertThat(watch.until(100).changes).hasSize(1);
  }

  @Test
  void a_graver_level_that_did_not_hold_long_enough_is_not_reached() {
    var watch = new Watch(HEAT);

    watch.says(0, "a", "t", 55.0).says(20, "a", "t", 66.0).says(24, "a", "t", 59.0);
    watch.says(26, "a", "t", 66.0).until(30.9);

    assertThat(watch.said).containsExactly("10.0 raised heat a");
    assertThat(watch.until(31).said).endsWith("31.0 escalated to II heat a");
  }

  @Test
  void a_rule_that_flaps_stays_up_for_its_window() {
    var watch =
        new Watch(Draft.of("door").when(is("open", true)).keepFor(1).flapping(3, 60).rule());

    for (int i = 0; i < 3; i++) {
      watch.says(10 * i, "a", "open", true).says(10 * i + 5, "a", "open", false);
    }
    watch.until(84.9);

    assertThat(watch.said)
        .containsExactly(
            "0.0 raised door a",
            "6.0 cleared door a",
            "10.0 raised door a",
            "16.0 cleared door a",
            "20.0 raised door a");
    assertThat(watch.until(85).said).endsWith("85.0 cleared door a");
  }

  @Test
  void flapping_is_remembered_over_a_restart() {
    Rule rule = Draft.of("door").when(is("open", true)).flapping(2, 60).rule();
    var watch = new Watch(rule).says(0, "a", "open", true).says(1, "a", "open", false);

    watch.restart(rule).says(2, "a", "open", true).says(3, "a", "open", false).until(62.9);

    assertThat(watch.said)
        .containsExactly("0.0 raised door a", "1.0 cleared door a", "2.0 raised door a");
    assertThat(watch.until(63).said).endsWith("63.0 cleared door a");
  }

  @Test
  void a_ladder_goes_on_after_a_restart() {
    var watch = new Watch(HEAT).says(0, "a", "t", 55.0).says(20, "a", "t", 66.0);

    watch.restart(HEAT).until(30);

    assertThat(watch.said).endsWith("25.0 escalated to II heat a");
  }
}
