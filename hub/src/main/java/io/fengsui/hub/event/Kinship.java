package io.fengsui.hub.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which open event a secondary alarm may follow: one of the same rule, of the same building or
 * behind the same gateway, that follows none itself and was raised at most {@link #LONGEST} before.
 * Of several the one that is not secondary, then the earliest.
 *
 * @param task the alarm asks for an officer: only an event whose officer comes will do
 * @param since times as exact as the database keeps them, so that a replay finds the same
 */
record Kinship(
    String rule,
    String subject,
    boolean task,
    String grid,
    String building,
    @Nullable String parent,
    Instant since) {

  /** How long after its primary a secondary alarm still follows it. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  static Kinship of(Alarm.Raised alarm) {
    Scene place = alarm.place();
    return new Kinship(
        alarm.rule(),
        alarm.subject(),
        alarm.makesTask(),
        place.grid(),
        place.building(),
        alarm.parent(),
        asKept(alarm.at().minus(LONGEST)));
  }

  Optional<GovernanceEvent> primary(Collection<GovernanceEvent> open) {
    return open.stream()
        .filter(this::mayBe)
        .min(
            Comparator.comparing(GovernanceEvent::secondary)
                .thenComparing(event -> asKept(event.lastRaisedAt()))
                .thenComparing(GovernanceEvent::id));
  }

  private boolean mayBe(GovernanceEvent event) {
    Scene place = event.place();
    boolean sameBuilding =
        !building.isEmpty() && place.building().equals(building) && place.grid().equals(grid);
    boolean sameParent = parent != null && parent.equals(event.parent());
    return event.rule().equals(rule)
        && !event.subject().equals(subject)
        && event.primaryEvent() == null
        && (event.makesTask() || !task)
        && (sameBuilding || sameParent)
        && !asKept(event.lastRaisedAt()).isBefore(since);
  }

  private static Instant asKept(Instant time) {
    return time.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
  }
}
