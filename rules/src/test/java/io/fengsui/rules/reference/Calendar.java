package io.fengsui.rules.reference;

import io.fengsui.rules.definition.Hours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Times of day. */
final class Calendar {

  private Calendar() {}

  static boolean during(Hours hours, long now) {
    ZonedDateTime local = Instant.ofEpochSecond(0, now).atZone(hours.zone());
    LocalDate today = local.toLocalDate();
    LocalTime time = local.toLocalTime();
    boolean late = !time.isBefore(hours.from());
    boolean early = time.isBefore(hours.to());
    return hours.from().isBefore(hours.to())
        ? counts(hours, today) && late && early
        : (counts(hours, today) && late) || (counts(hours, today.minusDays(1)) && early);
  }

  /** When it may begin or end, a day around a time. */
  static List<Long> turns(Hours hours, long now) {
    LocalDate today = Instant.ofEpochSecond(0, now).atZone(hours.zone()).toLocalDate();
    var turns = new ArrayList<Long>();
    for (int day = -1; day <= 2; day++) {
      for (LocalTime time : List.of(hours.from(), hours.to())) {
        Instant turn = today.plusDays(day).atTime(time).atZone(hours.zone()).toInstant();
        turns.add(turn.getEpochSecond() * 1_000_000_000L + turn.getNano());
      }
    }
    return turns;
  }

  private static boolean counts(Hours hours, LocalDate day) {
    return !hours.never().contains(day)
        && (hours.days().contains(day.getDayOfWeek()) || hours.also().contains(day));
  }
}
