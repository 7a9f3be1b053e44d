package io.fengsui.rules.definition;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * A time of day on some days. From a later to an earlier time it goes over midnight and belongs to
 * the day on which it begins; from a time to the same it lasts the whole day.
 *
 * @param days on which weekdays; never empty
 * @param also dates that count although their weekday does not
 * @param never dates that do not count
 */
public record Hours(
    LocalTime from,
    LocalTime to,
    Set<DayOfWeek> days,
    Set<LocalDate> also,
    Set<LocalDate> never,
    ZoneId zone) {
  public Hours {
    days = Set.copyOf(days);
    also = Set.copyOf(also);
    never = Set.copyOf(never);
  }
}
