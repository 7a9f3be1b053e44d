package io.fengsui.rules.definition;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;

/** Hours as rule files write them. */
final class HoursText {

  private HoursText() {}

  /** {@code { from: "22:00", to: "06:00", days: [mon, fri] }}; what is usual is left out. */
  static String of(Hours hours) {
    var text = new StringBuilder("{ from: \"%s\", to: \"%s\"".formatted(hours.from(), hours.to()));
    if (hours.days().size() < DayOfWeek.values().length) {
      text.append(", days: ")
          .append(
              hours.days().stream()
                  .sorted()
                  .map(day -> HoursReader.DAYS.get(day.getValue() - 1))
                  .collect(Collectors.joining(", ", "[", "]")));
    }
    dates(text, "also", hours.also());
    dates(text, "never", hours.never());
    if (!hours.zone().equals(HoursReader.USUAL_ZONE)) {
      text.append(", zone: ").append(hours.zone());
    }
    return text.append(" }").toString();
  }

  private static void dates(StringBuilder text, String key, Set<LocalDate> dates) {
    if (!dates.isEmpty()) {
      text.append(", ").append(key).append(": ");
      text.append(
          dates.stream()
              .sorted()
              .map(LocalDate::toString)
              .collect(Collectors.joining(", ", "[", "]")));
    }
  }
}
