package io.fengsui.rules;

import static io.fengsui.rules.Watch.is;
import static io.fengsui.rules.Watch.rule;
import static io.fengsui.rules.Watch.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Condition.All;
import io.fengsui.rules.definition.Condition.Below;
import io.fengsui.rules.definition.Condition.Not;
import io.fengsui.rules.definition.Measure.Count;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spans in which nobody could be heard, be it that the hub was away or that records are lost. */
class GapTest {

  @Test
  void what_waits_to_come_down_does_not_do_so_in_a_gap() {
    var watch = new Watch(rule("smoke", is("smoke", true), 0, 20));

    watch.says(1, "a", "smoke", true).says(2, "a", "smoke", false).away(10, 500).until(511);

    assertThat(watch.said).containsExactly("1.0 raised smoke a");
    assertThat(watch.until(512).said)
        .containsExactly("1.0 raised smoke a", "512.0 cleared smoke a");
  }

  @Test
  void what_waits_to_go_up_does_so_in_its_time() {
    var watch = new Watch(rule("smoke", is("smoke", true), 20, 0));

    watch.says(1, "a", "smoke", true).away(10, 15).until(20.9);

    assertThat(watch.said).isEmpty();
    assertThat(watch.until(21).said).containsExactly("21.0 raised smoke a");
  }

  @Test
  void what_is_up_stays_up_over_lost_records_until_the_device_says_otherwise() {
    var watch = new Watch(rule("smoke", is("smoke", true)), rule("silent", silent(60)));

    watch.says(1, "a", "smoke", true).knows("b");
    watch.lost(30, 9000).until(9059);

    assertThat(watch.said).containsExactly("1.0 raised smoke a");
    assertThat(watch.says(9059, "a", "smoke", false).said)
        .containsExactly("1.0 raised smoke a", "9059.0 cleared smoke a");
  }

  @Test
  void lost_records_are_remembered_over_a_restart() {
    var rule = rule("smoke", is("smoke", true));
    var watch = new Watch(rule);
    assertThat(watch.engine.knowsSince()).isBefore(Watch.START);

    watch.says(1, "a", "smoke", true).lost(2, 9).says(20, "a", "smoke", true).restart(rule);

    assertThat(watch.engine.knowsSince()).isEqualTo(Watch.at(9));
  }

  @Test
  void who_begins_without_the_beginning_cries_of_no_silence() {
    var watch = new Watch(rule("silent", silent(60)));

    watch.knows("a").knows("b");
    watch.engine.missed(Watch.at(5000), watch.engine.time(), _ -> {});
    watch.until(5059);

    assertThat(watch.said).isEmpty();
    assertThat(watch.until(5060).said).hasSize(2);
  }

  @Test
  void many_short_gaps_do_not_put_a_silence_off_for_ever() {
    var watch = new Watch(rule("silent", silent(60)));
    watch.says(0, "a", Map.of());

    for (int second = 10; second < 300; second += 11) {
      watch.away(second, second + 1);
    }

    // 120 s of listening: eleven gaps of a second lie between
    assertThat(watch.said).containsExactly("131.0 raised silent a");
  }

  @Test
  void a_gap_after_another_gives_no_device_less_time_than_its_limit() {
    var watch = new Watch(rule("silent", silent(60)));

    watch.says(0, "a", Map.of()).away(50, 5000).until(5050).away(5050, 9000).until(9019);

    assertThat(watch.said).isEmpty();
    assertThat(watch.until(9020).said).containsExactly("9020.0 raised silent a");
  }

  @Test
  void a_gap_does_not_count_for_a_silence_that_was_long_enough_before_it() {
    Condition rare = new Below(new Count(is("smoke", true), Duration.ofSeconds(15), 2), 2, 2);
    var watch = new Watch(rule("gone", new All(List.of(silent(4), rare))));

    watch.says(0, "a", Map.of()).away(10, 21);

    assertThat(watch.said).containsExactly("15.0 raised gone a");
  }

  @Test
  void who_is_no_longer_silent_after_a_gap_is_looked_at_then() {
    Condition here = new Not(new All(List.of(is("flag", true), silent(4))));
    var watch = new Watch(rule("here", here, 5, 0));

    watch.says(1, "a", Map.of()).says(2, "a", Map.of()).until(6).lost(6, 11);

    assertThat(watch.until(11).said).containsExactly("11.0 raised here a");
  }
}
