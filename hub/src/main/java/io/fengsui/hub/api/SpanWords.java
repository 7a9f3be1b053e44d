package io.fengsui.hub.api;

import io.fengsui.hub.problem.Sentence;
import java.time.Duration;
import java.time.Instant;

/** Lengths of time as people say them, in their two largest units. */
final class SpanWords {
  private SpanWords() {}

  static Sentence between(Instant from, Instant to) {
    return of(Duration.between(from, to));
  }

  static Sentence of(Duration span) {
    Duration length = span.isNegative() ? Duration.ZERO : span;
    if (length.toDays() > 0) {
      return two(length.toDays(), "天", "d", length.toHoursPart(), "小时", "h");
    }
    if (length.toHours() > 0) {
      return two(length.toHours(), "小时", "h", length.toMinutesPart(), "分", "min");
    }
    if (length.toMinutes() > 0) {
      return two(length.toMinutes(), "分", "min", length.toSecondsPart(), "秒", "s");
    }
    return two(length.toSeconds(), "秒", "s", 0, "", "");
  }

  private static Sentence two(
      long many, String manyZh, String manyEn, long few, String fewZh, String fewEn) {
    String zh = many + " " + manyZh;
    String en = many + " " + manyEn;
    return few == 0
        ? new Sentence(zh, en)
        : new Sentence(zh + " " + few + " " + fewZh, en + " " + few + " " + fewEn);
  }
}
