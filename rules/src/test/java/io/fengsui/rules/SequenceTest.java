package io.fengsui.rules;

import static io.fengsui.rules.Watch.is;
import static io.fengsui.rules.Watch.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Condition;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happened before counts. */
class SequenceTest {

  private static final Condition FORCED = is("forced", true);
  private static final Condition CLOSED = is("closed", true);
  private static final Duration HALF = Duration.ofSeconds(30);

  @Test
  void what_turned_was_something_else_before() {
    var watch = new Watch(rule("covered", new Condition.Turned("covered", true)));

    watch.says(1, "a", "covered", true).says(2, "a", "covered", false);
    watch.says(3, "a", "covered", true).says(4, "a", "covered", true);
    watch.says(5, "a", "covered", false);

    assertThat(watch.said).containsExactly("3.0 raised covered a", "5.0 cleared covered a");
  }

  @Test
  void one_thing_follows_another_in_time() {
    var follows = new Condition.Follows(is("badge", "denied"), is("open", true), HALF);
    var watch = new Watch(rule("slipped", follows));

    watch.says(0, "a", "badge", "denied").says(31, "a", "open", true);
    watch.says(40, "a", Map.of("open", false, "badge", "ok")).says(50, "a", "badge", "denied");
    watch.says(80, "a", "open", true).says(200, "a", "open", true).says(201, "a", "open", false);

    assertThat(watch.said).containsExactly("80.0 raised slipped a", "201.0 cleared slipped a");
  }

  @Test
  void both_may_begin_with_one_message() {
    var follows = new Condition.Follows(FORCED, is("open", true), HALF);
    var watch = new Watch(rule("both", follows));

    assertThat(watch.says(1, "a", Map.of("forced", true, "open", true)).said)
        .containsExactly("1.0 raised both a");
  }

  @Test
  void what_is_not_answered_in_time_goes_up_then() {
    var watch = new Watch(rule("left", new Condition.Unanswered(FORCED, CLOSED, HALF)));

    watch.says(0, "a", "forced", true).says(10, "a", "forced", false).until(29.9);
    assertThat(watch.said).isEmpty();
    watch.until(31).says(40, "a", "closed", true);

    assertThat(watch.said).containsExactly("30.0 raised left a", "40.0 cleared left a");
  }

  @Test
  void an_answer_in_time_ends_the_wait_until_it_begins_anew() {
    var watch = new Watch(rule("left", new Condition.Unanswered(FORCED, CLOSED, HALF)));

    watch.says(0, "a", "forced", true).says(30, "a", "closed", true).until(100);
    watch.says(101, "a", Map.of("forced", true, "closed", false)).until(200);
    assertThat(watch.said).isEmpty();

    watch.says(201, "a", "forced", false).says(202, "a", "forced", true).until(300);
    assertThat(watch.said).containsExactly("232.0 raised left a");
  }

  @Test
  void an_answer_that_could_not_be_heard_is_awaited_anew() {
    var watch = new Watch(rule("left", new Condition.Unanswered(FORCED, CLOSED, HALF)));

    watch.says(0, "a", "forced", true).away(20, 100).until(129);

    assertThat(watch.said).isEmpty();
    assertThat(watch.until(130).said).containsExactly("130.0 raised left a");
  }

  @Test
  void who_says_nothing_for_longer_than_is_its_habit_is_overdue() {
    var watch = new Watch(rule("overdue", new Condition.Overdue(3)));
    for (int i = 0; i < 5; i++) {
      watch.says(100 * i, "a", Map.of());
    }
    watch.until(1000);
    assertThat(watch.said).isEmpty(); // four spans

    watch = new Watch(rule("overdue", new Condition.Overdue(3)));
    for (int i = 0; i < 6; i++) {
      watch.says(100 * i, "a", Map.of());
    }
    assertThat(watch.until(1000).said).containsExactly("800.0 raised overdue a");
    assertThat(watch.says(1001, "a", Map.of()).said).endsWith("1001.0 cleared overdue a");
  }

  @Test
  void a_habit_is_forgotten_slowly_and_learns_nothing_in_a_gap() {
    var watch = new Watch(rule("overdue", new Condition.Overdue(2)));
    for (int i = 0; i < 5; i++) {
      watch.says(100 * i, "a", Map.of());
    }
    watch.away(450, 5000).says(5000, "a", Map.of()).says(5010, "a", Map.of());

    // 100 s · 0.9 from the fifth span on
    assertThat(watch.until(6000).said).containsExactly("5190.0 raised overdue a");
  }

  @Test
  void what_was_seen_goes_on_after_a_restart() {
    var rule = rule("left", new Condition.Unanswered(FORCED, CLOSED, HALF));
    var turned = rule("turned", new Condition.Turned("closed", true));
    var watch = new Watch(rule, turned);

    watch.says(0, "a", "forced", true).says(5, "a", "closed", false).restart(rule, turned);
    watch.until(31).says(40, "a", "closed", true);

    assertThat(watch.said)
        .containsExactly("30.0 raised left a", "40.0 cleared left a", "40.0 raised turned a");
  }
}
