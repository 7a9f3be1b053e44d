package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Hours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Hours, made ready to be asked for many times. What counts is what a clock on the wall shows: an
 * hour that a zone leaves out does not happen, one that it repeats happens twice. Remembers the
 * span that it was last asked about. Used by one thread.
 */
final class Calendar {

  /** Boundaries that are looked at for the next turn: more than a year of days. */
  private static final int FAR = 800;

  private final Hours hours;
  private final ZoneRules zone;

  private long from = Long.MAX_VALUE;
  private long until = Long.MIN_VALUE;
  private boolean contained;

  Calendar(Hours hours) {
    this.hours = hours;
    this.zone = hours.zone().getRules();
  }

  /** Whether the time counts. */
  boolean contains(long time) {
    lookAt(time);
    return contained;
  }

  /** When that is next otherwise; perhaps earlier if it is the same for more than a year. */
  long turnsAfter(long time) {
    lookAt(time);
    return until;
  }

  private void lookAt(long time) {
    if (from <= time && time < until) {
      return;
    }
    Instant at = Nanos.instant(time);
    boolean in = counts(local(at));
    for (int i = 0; i < FAR; i++) {
      at = boundaryAfter(at);
      if (counts(local(at)) != in) {
        break;
      }
    }
    from = time;
    until = Nanos.of(at);
    contained = in;
  }

  private LocalDateTime local(Instant at) {
    return LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), zone.getOffset(at));
  }

  private boolean counts(LocalDateTime local) {
    LocalTime time = local.toLocalTime();
    boolean begun = !time.isBefore(hours.from());
    if (hours.from().isBefore(hours.to())) {
      return begun && time.isBefore(hours.to()) && counts(local.toLocalDate());
    }
    if (begun) {
      return counts(local.toLocalDate());
    }
    boolean whole = hours.from().equals(hours.to());
    return (whole || time.isBefore(hours.to())) && counts(local.toLocalDate().minusDays(1));
  }

  private boolean counts(LocalDate date) {
    return !hours.never().contains(date)
        && (hours.days().contains(date.getDayOfWeek()) || hours.also().contains(date));
  }

  /** The next time at which the hours begin or end on some day, or the zone changes its offset. */
  private Instant boundaryAfter(Instant at) {
    ZoneOffsetTransition transition = zone.nextTransition(at);
    Instant next = transition == null ? Instant.MAX : transition.getInstant();
    LocalDate today = local(at).toLocalDate();
    for (int day = 0; day <= 2; day++) {
      for (LocalTime time : new LocalTime[] {hours.from(), hours.to()}) {
        LocalDateTime boundary = today.plusDays(day).atTime(time);
        for (ZoneOffset offset : zone.getValidOffsets(boundary)) {
          Instant instant = boundary.toInstant(offset);
          if (instant.isAfter(at) && instant.isBefore(next)) {
            next = instant;
          }
        }
      }
    }
    return next;
  }
}
