package io.fengsui.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.simulator.bench.ReportingTime.Restart;
import io.fengsui.simulator.bench.ReportingTime.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class ReportingTimeTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long S = 1_000_000_000L;

  @Test
  void it_counts_from_the_last_acknowledged_report_to_the_first_word_after_it() {
    var time = judge(null, new Subject("a", true, 5 * S), told("a", 23 * S, 40 * S));

    assertThat(time.holds()).isTrue();
    assertThat(ReportingTime.seconds(time.micros(), 100)).isBetween(17.9, 18.1);
  }

  @Test
  void one_that_is_told_late_or_never_breaks_the_limit() {
    var late = judge(null, new Subject("a", true, 5 * S), told("a", 26 * S));
    var never = judge(null, new Subject("a", true, 5 * S), Map.of());

    assertThat(late).returns(1, ReportingTime::over).returns(false, ReportingTime::holds);
    assertThat(never).returns(1, ReportingTime::missing).returns(false, ReportingTime::holds);
  }

  @Test
  void one_that_is_told_as_lost_while_it_is_heard_is_a_false_alarm() {
    var goesOn = judge(null, new Subject("a", false, 50 * S), told("a", 60 * S));
    var before = judge(null, new Subject("a", true, 50 * S), told("a", 20 * S, 68 * S));

    assertThat(goesOn).returns(1, ReportingTime::falseAlarms).returns(0L, ReportingTime::count);
    assertThat(before).returns(1, ReportingTime::falseAlarms).returns(1L, ReportingTime::count);
  }

  @Test
  void a_silence_over_a_restart_counts_from_when_the_hub_could_hear_again() {
    var restart = new Restart(10 * S, 15 * S);
    var over = judge(restart, new Subject("a", true, 5 * S), told("a", 33 * S));
    var before = judge(restart, new Subject("a", true, -10 * S), told("a", 8 * S));

    assertThat(ReportingTime.seconds(over.afterRestart(), 100)).isBetween(17.9, 18.1);
    assertThat(over.holds()).isTrue();
    assertThat(before.micros().getTotalCount()).isEqualTo(1);
  }

  @Test
  void classes_are_read_as_people_write_them() {
    var reader = new PointClass.Reader();

    assertThat(reader.convert("20s")).isEqualTo(new PointClass("20s", LIMIT));
    assertThat(reader.convert("30min")).isEqualTo(new PointClass("30m", Duration.ofMinutes(30)));
    assertThatThrownBy(() -> reader.convert("25h"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("in the tests");
  }

  private static ReportingTime judge(
      @Nullable Restart restart, Subject subject, Map<String, List<Long>> told) {
    return ReportingTime.of(List.of(subject), told, LIMIT, restart);
  }

  private static Map<String, List<Long>> told(String id, Long... at) {
    return Map.of(id, List.of(at));
  }
}
