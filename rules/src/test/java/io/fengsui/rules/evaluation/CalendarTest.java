package io.fengsui.rules.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Hours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CalendarTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin"); // summer time until 2026-10-25
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);
  private static final Set<LocalDate> NO = Set.of();

  private static Calendar calendar(String from, String to, Set<DayOfWeek> days, ZoneId zone) {
    return calendar(from, to, days, NO, NO, zone);
  }

  private static Calendar calendar(
      String from,
      String to,
      Set<DayOfWeek> days,
      Set<LocalDate> also,
      Set<LocalDate> never,
      ZoneId zone) {
    var hours = new Hours(LocalTime.parse(from), LocalTime.parse(to), days, also, never, zone);
    return new Calendar(hours);
  }

  private static long at(String local, ZoneId zone) {
    return Nanos.of(LocalDateTime.parse(local).atZone(zone).toInstant());
  }

  private static boolean contains(Calendar calendar, String local) {
    return calendar.contains(at(local, SHANGHAI));
  }

  @Test
  void a_span_holds_from_its_beginning_to_just_before_its_end() {
    Calendar day = calendar("07:00", "18:00", ALL, SHANGHAI);

    assertThat(contains(day, "2026-11-22T06:59:59")).isFalse();
    assertThat(contains(day, "2026-11-22T07:00:00")).isTrue();
    assertThat(contains(day, "2026-11-22T17:59:59")).isTrue();
    assertThat(contains(day, "2026-11-22T18:00:00")).isFalse();
    assertThat(day.turnsAfter(at("2026-11-22T08:00:00", SHANGHAI)))
        .isEqualTo(at("2026-11-22T18:00:00", SHANGHAI));
    assertThat(day.turnsAfter(at("2026-11-22T18:00:00", SHANGHAI)))
        .isEqualTo(at("2026-11-23T07:00:00", SHANGHAI));
  }

  @Test
  void a_night_belongs_to_the_day_on_which_it_begins() {
    Calendar saturdays = calendar("22:00", "06:00", EnumSet.of(DayOfWeek.SATURDAY), SHANGHAI);

    assertThat(contains(saturdays, "2026-11-21T21:59:59")).isFalse();
    assertThat(contains(saturdays, "2026-11-21T22:00:00")).isTrue();
    assertThat(contains(saturdays, "2026-11-22T05:59:59")).as("Sunday morning").isTrue();
    assertThat(contains(saturdays, "2026-11-22T06:00:00")).isFalse();
    assertThat(contains(saturdays, "2026-11-21T03:00:00")).as("Saturday morning").isFalse();
    assertThat(contains(saturdays, "2026-11-22T23:00:00")).as("Sunday night").isFalse();
  }

  @Test
  void holidays_do_not_count_and_working_weekends_do() {
    Set<DayOfWeek> week = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    Set<LocalDate> holiday = Set.of(LocalDate.parse("2026-10-01"));
    Set<LocalDate> working = Set.of(LocalDate.parse("2026-10-10"));
    Calendar school = calendar("07:00", "18:00", week, working, holiday, SHANGHAI);

    assertThat(contains(school, "2026-10-01T08:00:00")).as("a Thursday").isFalse();
    assertThat(contains(school, "2026-10-10T08:00:00")).as("a Saturday").isTrue();
    assertThat(contains(school, "2026-10-11T08:00:00")).as("a Sunday").isFalse();
    assertThat(school.turnsAfter(at("2026-09-30T18:00:00", SHANGHAI)))
        .isEqualTo(at("2026-10-02T07:00:00", SHANGHAI));
  }

  @Test
  void from_a_time_to_the_same_is_the_whole_day() {
    Calendar sundays = calendar("00:00", "00:00", EnumSet.of(DayOfWeek.SUNDAY), SHANGHAI);

    assertThat(contains(sundays, "2026-11-22T00:00:00")).isTrue();
    assertThat(contains(sundays, "2026-11-22T23:59:59")).isTrue();
    assertThat(contains(sundays, "2026-11-23T00:00:00")).isFalse();
  }

  @Test
  void the_clock_on_the_wall_counts_when_summer_time_ends() {
    Calendar early = calendar("01:00", "03:00", ALL, BERLIN);
    long begin = Nanos.of(Instant.parse("2026-10-24T23:00:00Z")); // 01:00 summer time
    long end = Nanos.of(Instant.parse("2026-10-25T02:00:00Z")); // 03:00 winter time

    assertThat(early.contains(begin)).isTrue();
    assertThat(early.contains(end - 1)).as("an hour that is there twice").isTrue();
    assertThat(early.contains(end)).isFalse();
  }

  @Test
  void an_hour_that_a_zone_leaves_out_does_not_happen() {
    Calendar missing = calendar("02:00", "03:00", ALL, BERLIN);
    long before = Nanos.of(Instant.parse("2026-03-29T00:59:59Z")); // 01:59:59, then 03:00

    assertThat(missing.contains(before)).isFalse();
    assertThat(missing.contains(before + 1_000_000_000L)).isFalse();
    assertThat(missing.contains(at("2026-03-30T02:30:00", BERLIN))).as("the day after").isTrue();
  }
}
