package io.fengsui.rules.reference;

import io.fengsui.rules.Change;
import io.fengsui.rules.definition.Severity;
import java.time.Instant;
import java.util.Comparator;

/**
 * What an alarm did, for comparing. Times in nanoseconds since 1970, cut to microseconds: a few
 * nanoseconds tell incidents apart that begin when another one of the subject ends.
 *
 * @param detail severity, secondary or reason
 */
record Said(long at, String subject, String rule, String kind, long began, String detail)
    implements Comparable<Said> {

  private static final int MICRO = 1000;

  private static final Comparator<Said> ORDER =
      Comparator.comparingLong(Said::at).thenComparing(Said::subject).thenComparing(Said::rule);

  Said {
    at -= Math.floorMod(at, MICRO);
    began -= Math.floorMod(began, MICRO);
  }

  static Said of(Change change) {
    return switch (change) {
      case Change.Raised up -> of(change, "raised", raised(up.severity(), up.secondary()));
      case Change.Escalated up -> of(change, "escalated", up.severity().name());
      case Change.Cleared down -> of(change, "cleared", down.reason().name());
    };
  }

  static String raised(Severity severity, boolean secondary) {
    return severity.name() + (secondary ? " secondary" : "");
  }

  private static Said of(Change change, String kind, String detail) {
    long at = nanos(change.at());
    long began = nanos(change.began());
    return new Said(at, change.subject(), change.rule().id(), kind, began, detail);
  }

  static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  @Override
  public int compareTo(Said other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "%s %s %s %s since %s %s"
        .formatted(Story.clock(at), kind, rule, subject, Story.clock(began), detail);
  }
}
