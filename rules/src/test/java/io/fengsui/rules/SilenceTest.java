package io.fengsui.rules;

import static io.fengsui.rules.Watch.is;
import static io.fengsui.rules.Watch.rule;
import static io.fengsui.rules.Watch.silent;
import static io.fengsui.rules.Watch.silentByClass;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SilenceTest {

  @Test
  void is_raised_once_for_each_silent_subject_and_cleared_when_it_speaks() {
    var watch = new Watch(rule("silent", silentByClass())).knows("a").knows("b").knows("c");

    watch.says(30, "b", "battery", 80.0).until(1000).says(1001, "a", Map.of()).until(1050);

    assertThat(watch.said)
        .containsExactly(
            "90.0 raised silent a",
            "90.0 raised silent c",
            "120.0 raised silent b",
            "1001.0 cleared silent a");
  }

  @Test
  void being_heard_without_readings_counts() {
    var watch = new Watch(rule("silent", silent(60))).knows("a");

    watch.engine.heard("a", Watch.at(50), _ -> {});

    assertThat(watch.until(109.999).said).isEmpty();
    assertThat(watch.until(110).said).containsExactly("110.0 raised silent a");
  }

  @Test
  void a_hub_that_was_away_counts_anew() {
    var watch = new Watch(rule("silent", silent(60))).knows("a").knows("b");

    watch.says(50, "a", Map.of()).until(109).away(109, 5000).until(5059);

    assertThat(watch.said).containsExactly("60.0 raised silent b");
    assertThat(watch.until(5060).said)
        .containsExactly("60.0 raised silent b", "5060.0 raised silent a");
  }

  @Test
  void what_fell_due_before_the_hub_was_away_still_happens() {
    var watch = new Watch(rule("silent", silent(60))).knows("a");

    watch.away(60, 5000);

    assertThat(watch.said).containsExactly("60.0 raised silent a");
  }

  @Test
  void an_alarm_that_pends_over_an_outage_goes_up() {
    var watch = new Watch(rule("smoke", is("smoke", true), 10, 0));

    watch.says(1, "a", "smoke", true).away(5, 500);

    assertThat(watch.said).containsExactly("11.0 raised smoke a");
  }

  @Test
  void joins_other_conditions() {
    var watch =
        new Watch(rule("blind", new Condition.All(List.of(is("door.open", true), silent(60)))));

    watch.says(1, "a", "door.open", false).until(100).says(110, "a", "door.open", true).until(300);

    assertThat(watch.said).containsExactly("170.0 raised blind a");
  }

  @Test
  void evidence_tells_when_the_subject_was_last_heard() {
    var watch = new Watch(rule("silent", silent(60))).knows("a").knows("b");

    watch.says(1, "b", Map.of()).until(61);

    assertThat(watch.changes)
        .flatExtracting(Change::evidence)
        .containsExactly(
            new Evidence("a", Evidence.HEARD, false, Watch.START),
            new Evidence("b", Evidence.HEARD, true, Watch.at(1)));
  }

  @Test
  void a_new_silence_limit_counts_at_once() {
    var watch = new Watch(rule("silent", silentByClass())).knows("a");

    var quick = new Subject("a", "smoke-detector", "grid-1", Duration.ofSeconds(20));
    watch.until(5).engine.watch(quick, Watch.START, _ -> {});

    assertThat(watch.until(21).said).containsExactly("20.0 raised silent a");
  }
}
