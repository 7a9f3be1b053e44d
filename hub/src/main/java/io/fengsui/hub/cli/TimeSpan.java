package io.fengsui.hub.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans and times as people type them: {@code 30m}, {@code 2h}, {@code 18:00}. */
final class TimeSpan {

  private static final Pattern SPAN = Pattern.compile("([0-9]{1,6})([smhd])");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private TimeSpan() {}

  /** {@code 45s}, {@code 30m}, {@code 2h}, {@code 3d}; empty if it is none. */
  static Optional<Duration> of(String text) {
    Matcher parts = SPAN.matcher(text);
    return parts.matches()
        ? Optional.ofNullable(UNITS.get(parts.group(2)))
            .map(unit -> unit.multipliedBy(Long.parseLong(parts.group(1))))
        : Optional.empty();
  }

  /**
   * A time to come: a span from now, {@code HH:MM} by the clock of this place, or a time with its
   * zone such as {@code 2026-11-22T18:00:00+08:00}; empty if it is none.
   */
  static Optional<Instant> until(String text, ZonedDateTime now) {
    Optional<Duration> span = of(text);
    if (span.isPresent()) {
      return Optional.of(now.plus(span.get()).toInstant());
    }
    try {
      if (text.matches("[0-9]{2}:[0-9]{2}")) {
        ZonedDateTime today = now.with(LocalTime.parse(text));
        return Optional.of((today.isAfter(now) ? today : today.plusDays(1)).toInstant());
      }
      return Optional.of(ZonedDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty(); // the caller says what was expected
    }
  }
}
