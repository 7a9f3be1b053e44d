package io.fengsui.rules.scenario;

import java.time.Duration;

/** Writes spans of time as rule files do. */
final class Times {

  private Times() {}

  /** {@code 1h30m}; {@code 0s} for none. */
  static String text(Duration span) {
    var text = new StringBuilder();
    add(text, span.toDays(), "d");
    add(text, span.toHoursPart(), "h");
    add(text, span.toMinutesPart(), "m");
    add(text, span.toSecondsPart(), "s");
    add(text, span.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void add(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }
}
