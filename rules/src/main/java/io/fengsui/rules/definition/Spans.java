package io.fengsui.rules.definition;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as rule files write them. */
public final class Spans {

  private Spans() {}

  /** {@code 1d}, {@code 1m30s}, {@code 500ms}; less than a millisecond is left out. */
  public static String text(Duration span) {
    var text = new StringBuilder();
    add(text, span.toDays(), "d");
    add(text, span.toHoursPart(), "h");
    add(text, span.toMinutesPart(), "m");
    add(text, span.toSecondsPart(), "s");
    add(text, span.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  static String ofSeconds(double seconds) {
    return text(Duration.ofMillis(BigDecimal.valueOf(seconds).movePointRight(3).longValue()));
  }

  private static void add(StringBuilder text, long number, String unit) {
    if (number > 0) {
      text.append(number).append(unit);
    }
  }
}
