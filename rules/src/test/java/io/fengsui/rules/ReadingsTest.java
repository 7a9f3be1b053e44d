package io.fengsui.rules;

import static io.fengsui.rules.Watch.above;
import static io.fengsui.rules.Watch.at;
import static io.fengsui.rules.Watch.is;
import static io.fengsui.rules.Watch.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Readings in arrays say the same as readings in a map. */
class ReadingsTest {

  private final List<Change> changes = new ArrayList<>();
  private final RuleEngine engine =
      new RuleEngine(
          List.of(
              rule("hot", above("temperature", 60)),
              rule("smoke", is("smoke", true)),
              rule("manual", is("mode", "manual"))));

  private void says(int second, Readings readings) {
    Instant time = at(second);
    engine.accept(Watch.device("a"), time, readings, time, true, changes::add);
  }

  @Test
  void numbers_flags_and_texts_are_the_same_as_in_a_map() {
    var readings = new Readings();
    says(1, readings.number("temperature", 61).flag("smoke", true).text("mode", "manual"));
    says(2, readings.clear().number("temperature", 59).flag("smoke", false).text("mode", "auto"));

    var watch =
        new Watch(
            rule("hot", above("temperature", 60)),
            rule("smoke", is("smoke", true)),
            rule("manual", is("mode", "manual")));
    watch.says(1, "a", Map.of("temperature", 61.0, "smoke", true, "mode", "manual"));
    watch.says(2, "a", Map.of("temperature", 59.0, "smoke", false, "mode", "auto"));
    assertThat(changes).hasSize(6).isEqualTo(watch.changes);
  }

  @Test
  void the_later_counts_if_a_metric_is_there_twice() {
    says(1, new Readings().number("temperature", 99).number("temperature", 20));

    assertThat(changes).isEmpty();
  }

  @Test
  void there_is_room_for_more_than_the_first_sixteen() {
    var readings = new Readings();
    for (int i = 0; i < 40; i++) {
      readings.number("ext." + i, i);
    }

    says(1, readings.flag("smoke", true));

    assertThat(readings.size()).isEqualTo(41);
    assertThat(changes).hasSize(1);
  }

  @Test
  void a_number_that_is_none_is_not_known() {
    says(1, new Readings().number("temperature", 61));
    says(2, new Readings().number("temperature", Double.NaN));

    assertThat(changes).as("what is not known clears nothing").hasSize(1);
  }

  @Test
  void to_expect_a_message_changes_nothing() {
    engine.expect(List.of(Watch.device("a")));
    says(1, new Readings().flag("smoke", true));
    byte[] before = bytes();

    engine.expect(List.of(Watch.device("a"), Watch.device("stranger")));

    assertThat(bytes()).isEqualTo(before);
    assertThat(changes).hasSize(1);
  }

  private byte[] bytes() {
    Capture copy = engine.capture();
    copy.step(Integer.MAX_VALUE);
    return Watch.bytes(copy);
  }
}
