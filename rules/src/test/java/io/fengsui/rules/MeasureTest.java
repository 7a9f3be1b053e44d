package io.fengsui.rules;

import static io.fengsui.rules.Watch.above;
import static io.fengsui.rules.Watch.at;
import static io.fengsui.rules.Watch.device;
import static io.fengsui.rules.Watch.is;
import static io.fengsui.rules.Watch.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Measure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What follows from readings by what is remembered of them. */
class MeasureTest {

  private static final Duration MINUTE = Duration.ofSeconds(60);

  @Test
  void a_rise_counts_from_the_least_of_the_window() {
    var rise = new Measure.Rise("temperature", Duration.ofSeconds(160));
    var watch = new Watch(rule("rises", new Condition.Above(rise, 10, 5)));

    watch.says(0, "a", "temperature", 20.0).says(50, "a", "temperature", 15.0);
    watch.says(60, "a", "temperature", 24.9).says(70, "a", "temperature", 25.0);
    watch.says(80, "a", "temperature", 20.0).says(90, "a", "temperature", 19.9);

    assertThat(watch.said).containsExactly("70.0 raised rises a", "90.0 cleared rises a");
  }

  @Test
  void a_window_forgets_what_left_it_by_parts() {
    var fall = new Measure.Fall("level", Duration.ofSeconds(160));
    var watch = new Watch(rule("falls", new Condition.Above(fall, 10, 10)));

    // parts of ten seconds: at 170 s that of 0 s is gone, that of 10 s is not
    watch.says(0, "a", "level", 30.0).says(10, "a", "level", 21.0).says(169, "a", "level", 19.0);
    watch.says(170, "a", "level", 12.0).says(171, "a", "level", 11.0);

    assertThat(watch.said)
        .containsExactly("169.0 raised falls a", "170.0 cleared falls a", "171.0 raised falls a");
  }

  @Test
  void many_numbers_of_a_window_are_told_apart() {
    var rise = new Measure.Rise("t", Duration.ofSeconds(160));
    var watch = new Watch(rule("rises", new Condition.Above(rise, 16, 16)));

    for (int i = 0; i <= 40; i++) {
      watch.says(10 * i, "a", "t", (double) i); // always 16 above the part 160 s ago
    }
    watch.says(410, "a", "t", 40.0);

    assertThat(watch.said).containsExactly("160.0 raised rises a", "410.0 cleared rises a");
  }

  @Test
  void a_deviation_is_from_the_mean_before_and_known_after_its_span() {
    var deviation = new Measure.Deviation("flow", MINUTE, false);
    var watch = new Watch(rule("odd", new Condition.Above(deviation, 5, 5)));

    watch.says(0, "a", "flow", 10.0).says(59, "a", "flow", 30.0);
    assertThat(watch.said).isEmpty();

    // the mean has gone to 10 + 20 · (1 − e^(−59/60)) = 22.5
    watch.says(60, "a", "flow", 22.5).says(61, "a", "flow", 28.0);
    assertThat(watch.said).containsExactly("61.0 raised odd a");
  }

  @Test
  void a_share_of_a_mean_of_nothing_is_unknown() {
    var deviation = new Measure.Deviation("flow", MINUTE, true);
    var watch = new Watch(rule("odd", new Condition.Above(deviation, 50, 50)));

    watch.says(0, "a", "flow", 0.0).says(70, "a", "flow", 8.0);
    assertThat(watch.said).isEmpty();
    watch.says(80, "a", "flow", 80.0);
    assertThat(watch.said).containsExactly("80.0 raised odd a");
  }

  @Test
  void tells_how_long_it_takes_to_a_level() {
    var timeTo = new Measure.TimeTo("battery", 20, Duration.ofSeconds(100));
    var watch = new Watch(rule("ends", new Condition.Below(timeTo, 45, 60)));

    // a percent in ten seconds
    for (int i = 0; i <= 6; i++) {
      watch.says(10 * i, "a", "battery", 30.0 - i);
    }

    // known from 50 s on, when it takes another 50 s
    assertThat(watch.said).containsExactly("60.0 raised ends a");
    watch.says(70, "a", "battery", 40.0);
    assertThat(watch.said).endsWith("70.0 cleared ends a");
  }

  @Test
  void a_level_that_is_reached_is_no_time_away() {
    var timeTo = new Measure.TimeTo("battery", 20, Duration.ofSeconds(10));
    var watch = new Watch(rule("ends", new Condition.Below(timeTo, 5, 5)));

    watch.says(0, "a", "battery", 50.0).says(5, "a", "battery", 49.0);
    watch.says(10, "a", "battery", 19.0);

    assertThat(watch.said).containsExactly("10.0 raised ends a");
  }

  @Test
  void counts_messages_and_forgets_each_in_its_time() {
    var count = new Measure.Count(is("denied", true), MINUTE, 3);
    var watch = new Watch(rule("tried", new Condition.Above(count, 3, 3)));

    watch.says(0, "a", "denied", true).says(10, "a", "denied", false);
    watch.says(20, "a", "denied", true).says(59.9, "a", "denied", true).until(200);

    assertThat(watch.said).containsExactly("59.9 raised tried a", "60.0 cleared tried a");
  }

  @Test
  void too_few_is_known_when_the_whole_window_was_watched() {
    var count = new Measure.Count(is("door", true), MINUTE, 2);
    var watch = new Watch(rule("unopened", new Condition.Below(count, 1, 1))).knows("a");

    watch.says(30, "a", "door", true).until(80);
    assertThat(watch.said).isEmpty();
    assertThat(watch.until(90).said).containsExactly("90.0 raised unopened a");
    assertThat(watch.says(95, "a", "door", true).said).endsWith("95.0 cleared unopened a");
  }

  @Test
  void a_reading_that_is_older_than_what_is_known_counts_for_nothing() {
    var rise = new Measure.Rise("temperature", MINUTE);
    var watch =
        new Watch(
            rule("hot", above("temperature", 50)),
            rule("rises", new Condition.Above(rise, 20, 20)));

    watch.says(50, "a", "temperature", 30.0);
    watch.engine.accept(
        new Signal(device("a"), at(51), Map.of("temperature", 60.0), at(49), true),
        watch.changes::add);
    assertThat(watch.changes).isEmpty();
    watch.engine.accept(
        new Signal(device("a"), at(52), Map.of("temperature", 60.0), at(50), true),
        watch.changes::add);

    assertThat(watch.changes).extracting(c -> c.rule().id()).containsExactly("hot", "rises");
  }

  @Test
  void a_reading_of_the_future_is_one_of_now() {
    var watch = new Watch(rule("hot", above("temperature", 50)));

    watch.engine.accept(
        new Signal(device("a"), at(1), Map.of("temperature", 60.0), at(1000), true),
        watch.changes::add);
    watch.says(2, "a", "temperature", 20.0);

    assertThat(watch.changes.getFirst().evidence().getFirst().at()).isEqualTo(at(1));
    assertThat(watch.said).containsExactly("2.0 cleared hot a");
  }
}
