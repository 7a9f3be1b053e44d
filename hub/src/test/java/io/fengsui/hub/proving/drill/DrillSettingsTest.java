package io.fengsui.hub.proving.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrillSettingsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Instant TEN = Instant.parse("2026-11-22T02:00:00Z"); // in Shanghai

  private final DrillSettings daily = new DrillSettings("10:00", "Asia/Shanghai", LIMIT);

  @Test
  void a_daily_drill_is_due_at_its_time_and_not_again_that_day() {
    assertThat(daily.lastDue(TEN.minusNanos(1))).contains(TEN.minus(Duration.ofDays(1)));
    assertThat(daily.nextDue(TEN.minusNanos(1))).contains(TEN);

    assertThat(daily.lastDue(TEN)).contains(TEN);
    assertThat(daily.nextDue(TEN)).contains(TEN.plus(Duration.ofDays(1)));
    assertThat(daily.lastDue(TEN.plus(Duration.ofHours(23)))).contains(TEN);
  }

  @Test
  void of_many_days_that_the_hub_was_down_one_is_due() {
    Instant later = TEN.plus(Duration.ofDays(9)).plusSeconds(5);

    assertThat(daily.lastDue(later)).contains(TEN.plus(Duration.ofDays(9)));
  }

  @Test
  void each_street_has_one_drill_a_day_and_what_was_missed_is_made_up_for_once() {
    Map<String, Instant> streets =
        Map.of(
            "old", TEN.minus(Duration.ofDays(30)),
            "done", TEN.minus(Duration.ofDays(30)),
            "never", TEN.minus(Duration.ofDays(1)),
            "new", TEN.plusSeconds(60));
    Drill before = drill("old", TEN.minus(Duration.ofDays(3)));
    Drill after = drill("done", TEN.plusSeconds(1));

    assertThat(Drills.wanting(TEN, streets, Map.of("old", before, "done", after)))
        .containsExactly("never", "old");
    assertThat(
            Drills.wanting(
                TEN,
                streets,
                Map.of("old", drill("old", TEN), "done", after, "never", drill("never", TEN))))
        .isEmpty();
  }

  private static Drill drill(String street, Instant beganAt) {
    return new Drill(
        "dr-000001", street, "dp-1", "hub", TEN, beganAt, null, null, null, null, null, null, null);
  }

  @Test
  void none_is_due_where_they_are_off() {
    var off = new DrillSettings(DrillSettings.OFF, "Asia/Shanghai", LIMIT);

    assertThat(off.lastDue(TEN)).isEmpty();
    assertThat(off.nextDue(TEN)).isEmpty();
  }

  @Test
  void what_cannot_be_is_refused_at_the_start() {
    assertThatThrownBy(() -> new DrillSettings("25:00", "Asia/Shanghai", LIMIT))
        .hasMessageContaining("fengsui.drill.at");
    assertThatThrownBy(() -> new DrillSettings("10:00", "Middle/Earth", LIMIT))
        .hasMessageContaining("fengsui.drill.zone");
    assertThatThrownBy(() -> new DrillSettings("10:00", "UTC", Duration.ofHours(1)))
        .hasMessageContaining("fengsui.drill.limit");
  }
}
