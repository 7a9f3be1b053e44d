package io.fengsui.hub.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One change of an event; the row of table {@code event_change}. Occurrence and kind identify it,
 * and for {@code ESCALATED} the severity: a replay that brings it again changes nothing.
 *
 * @param occurrence the occurrence that came or went; for what people do, the event's id
 * @param severity what the alarm came up with, or grew to; null for other kinds, and in rows of
 *     earlier releases
 * @param revision the event's revision that this change made
 * @param at engine time for {@code RAISED}, {@code ESCALATED} and {@code CLEARED}, else when the
 *     hub was told
 * @param person who did it; null when a rule did
 * @param reason why, where people must say so; for {@code CLEARED} {@link Alarm.Cleared.Why#key}
 */
public record HistoryEntry(
    String occurrence,
    Kind kind,
    @Nullable Severity severity,
    String event,
    int revision,
    String lane,
    Instant at,
    @Nullable String person,
    @Nullable String reason,
    List<Evidence> evidence) {

  public HistoryEntry {
    evidence = List.copyOf(evidence);
  }

  /** The same, its readings of this device unless they say of which. */
  HistoryEntry of(String subject) {
    List<Evidence> readings = evidence.stream().map(reading -> reading.orOf(subject)).toList();
    return new HistoryEntry(
        occurrence, kind, severity, event, revision, lane, at, person, reason, readings);
  }

  /** What changed. */
  public enum Kind {
    RAISED,
    ESCALATED,
    /** What it is heard through is silent too; that one's event stands for it. */
    FOLDED,
    CLEARED,
    ACCEPTED,
    ON_SITE,
    RESOLVED,
    VERIFIED,
    REJECTED;

    /** As in JSON and the database. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static Kind of(String key) {
      return Arrays.stream(values())
          .filter(kind -> kind.key().equals(key))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no kind of change is called " + key));
    }
  }
}
