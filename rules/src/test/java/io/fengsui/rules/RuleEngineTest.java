package io.fengsui.rules;

import static io.fengsui.rules.Watch.above;
import static io.fengsui.rules.Watch.at;
import static io.fengsui.rules.Watch.below;
import static io.fengsui.rules.Watch.device;
import static io.fengsui.rules.Watch.is;
import static io.fengsui.rules.Watch.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Selection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleEngineTest {

  @Test
  void raises_at_the_level_and_clears_below_the_clear_level() {
    var watch = new Watch(rule("hot", above("temperature", 65, 60)));

    watch.says(1, "a", "temperature", 64.9).says(2, "a", "temperature", 65.0);
    watch.says(3, "a", "temperature", 60.0).says(4, "a", "temperature", 59.9);

    assertThat(watch.said).containsExactly("2.0 raised hot a", "4.0 cleared hot a");
  }

  @Test
  void raises_below_a_level_and_clears_at_the_clear_level() {
    var watch = new Watch(rule("low", below("battery", 15, 20)));

    watch.says(1, "a", "battery", 15.0).says(2, "a", "battery", 14.9);
    watch.says(3, "a", "battery", 19.9).says(4, "a", "battery", 20.0);

    assertThat(watch.said).containsExactly("2.0 raised low a", "4.0 cleared low a");
  }

  @Test
  void holds_and_keeps_for_as_long_as_the_rule_says() {
    var watch = new Watch(rule("smoke", is("smoke", true), 10, 60));

    watch.says(0, "a", "smoke", true).says(5, "a", "smoke", false).says(7, "a", "smoke", true);
    watch.until(16.9).until(30).says(31, "a", "smoke", false).says(50, "a", "smoke", true);
    watch.says(70, "a", "smoke", false).until(200);

    assertThat(watch.said).containsExactly("17.0 raised smoke a", "130.0 cleared smoke a");
  }

  @Test
  void what_falls_due_before_a_message_comes_first_and_what_falls_due_with_it_after() {
    var watch = new Watch(rule("smoke", is("smoke", true), 10, 0));

    watch.says(0, "a", "smoke", true).says(10, "a", "smoke", false);
    watch.says(20, "a", "smoke", true).says(30.1, "a", "smoke", false);

    assertThat(watch.said).containsExactly("30.0 raised smoke a", "30.1 cleared smoke a");
  }

  @Test
  void all_readings_of_a_message_count_at_once() {
    var both = new Condition.All(List.of(is("smoke", true), above("temperature", 50)));
    var watch = new Watch(rule("fire", both));

    watch.says(1, "a", Map.of("smoke", true, "temperature", 20.0));
    watch.says(2, "a", Map.of("smoke", false, "temperature", 80.0));
    watch.says(3, "a", "smoke", true);

    assertThat(watch.said).containsExactly("3.0 raised fire a");
    assertThat(watch.changes.getFirst().evidence())
        .containsExactly(
            new Evidence("a", "smoke", true, at(3)), new Evidence("a", "temperature", 80.0, at(2)));
  }

  @Test
  void a_reading_of_the_wrong_kind_moves_nothing() {
    var watch = new Watch(rule("hot", above("temperature", 65)));

    watch.says(1, "a", "temperature", 70.0).says(2, "a", "temperature", "cold");
    watch.says(3, "a", "temperature", Double.NaN).says(4, "a", "temperature", false);

    assertThat(watch.said).containsExactly("1.0 raised hot a");
  }

  @Test
  void texts_are_compared() {
    var watch = new Watch(rule("open", is("door", "open")));

    watch.says(1, "a", "door", "open").says(2, "a", "door", "shut");

    assertThat(watch.said).containsExactly("1.0 raised open a", "2.0 cleared open a");
  }

  @Test
  void not_turns_a_condition_round_and_unknown_stays_unknown() {
    var watch = new Watch(rule("shut", new Condition.Not(is("door.open", true))));

    watch.says(1, "a", "battery", 3.0).says(2, "a", "door.open", true);
    watch.says(3, "a", "door.open", false);

    assertThat(watch.said).containsExactly("3.0 raised shut a");
  }

  @Test
  void what_a_device_lacks_does_not_keep_its_alarm_up() {
    var any = new Condition.Any(List.of(is("smoke", true), above("smoke.density", 0.15)));
    var watch = new Watch(rule("smoke", any));

    watch.says(1, "a", "smoke", true).says(2, "a", "smoke", false);

    assertThat(watch.said).containsExactly("1.0 raised smoke a", "2.0 cleared smoke a");
  }

  @Test
  void what_a_device_reports_badly_keeps_its_alarm_up() {
    var any = new Condition.Any(List.of(is("smoke", true), above("smoke.density", 0.15)));
    var watch = new Watch(rule("smoke", any));

    watch.says(1, "a", "smoke", true).says(2, "a", "smoke.density", Double.NaN);
    watch.says(3, "a", "smoke", false);

    assertThat(watch.said).containsExactly("1.0 raised smoke a");
  }

  @Test
  void a_rule_watches_only_its_types() {
    var all = rule("hot", above("temperature", 65));
    var gates =
        new Rule(
            "gate-hot",
            all.title(),
            all.per(),
            Selection.ofTypes(Set.of("gate")),
            all.levels(),
            all.variants(),
            all.keepFor(),
            all.flapping(),
            all.guard(),
            all.secondary(),
            all.task(),
            all.category(),
            all.advice(),
            all.shadow());
    var watch = new Watch(all, gates);

    watch.says(1, "a", "temperature", 70.0);
    watch.engine.watch(device("b", "gate"), at(1), _ -> {});
    watch.engine.accept(
        new Signal(device("b", "gate"), at(2), Map.of("temperature", 70.0)), watch.changes::add);
    watch.engine.watch(device("b", "door"), at(3), watch.changes::add);

    assertThat(watch.changes)
        .extracting(change -> change.rule().id() + " " + change.subject())
        .containsExactly("hot a", "hot b", "gate-hot b", "gate-hot b");
    assertThat(watch.changes.getLast())
        .isInstanceOfSatisfying(
            Change.Cleared.class,
            c -> assertThat(c.reason()).isEqualTo(Change.Cleared.Reason.SUBJECT_GONE));
  }

  @Test
  void incidents_within_one_instant_have_names_of_their_own() {
    var watch = new Watch(rule("smoke", is("smoke", true)));

    for (int i = 0; i < 3; i++) {
      watch.says(1, "a", "smoke", true).says(1, "a", "smoke", false);
    }

    assertThat(watch.changes).hasSize(6);
    assertThat(watch.changes.stream().map(Change::incident).distinct()).hasSize(3);
    for (int i = 0; i < 6; i += 2) {
      assertThat(watch.changes.get(i).incident()).isEqualTo(watch.changes.get(i + 1).incident());
    }
  }

  @Test
  void a_retired_subject_leaves_no_alarm_up() {
    var watch = new Watch(rule("hot", above("temperature", 65)));

    watch.says(1, "a", "temperature", 70.0);
    assertThat(watch.engine.firing()).hasSize(1);
    watch.engine.forget("a", watch.changes::add);

    assertThat(watch.changes.getLast()).isInstanceOf(Change.Cleared.class);
    assertThat(watch.engine.firing()).isEmpty();
  }

  @Test
  void two_rules_with_one_id_are_refused() {
    var rule = rule("hot", above("temperature", 65));

    assertThatThrownBy(() -> new RuleEngine(List.of(rule, rule)))
        .hasMessage("two rules with the id hot");
  }
}
