package io.fengsui.hub.event;

import io.fengsui.hub.bus.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the alarms of one batch make of the incidents that are known: pure, no database. Used by one
 * transaction.
 */
final class Incidents {
  private record Change(String occurrence, HistoryEntry.Kind kind) {}

  private record Topic(String rule, String subject) {}

  private final Set<Change> seen = new HashSet<>();
  private final Map<String, String> eventOfOccurrence = new HashMap<>();
  private final Map<String, GovernanceEvent> events = new HashMap<>();
  private final Map<Topic, GovernanceEvent> open = new HashMap<>();
  private final List<EventRevision> revisions = new ArrayList<>();

  /**
   * Starts from what the database has.
   *
   * @param history rows of the batch's occurrences
   * @param stored these occurrences' events, and the open ones of the batch's rules and devices
   */
  Incidents(Collection<HistoryEntry> history, Collection<GovernanceEvent> stored) {
    for (HistoryEntry entry : history) {
      seen.add(new Change(entry.occurrence(), entry.kind()));
      eventOfOccurrence.put(entry.occurrence(), entry.event());
    }
    stored.forEach(this::keep);
  }

  /** Takes the next alarm; one that is known already changes nothing. */
  void take(Lane lane, Alarm alarm) {
    switch (alarm) {
      case Alarm.Raised raised -> raise(lane, raised);
      case Alarm.Cleared cleared -> clear(lane, cleared);
    }
  }

  /** What changed, in order. */
  List<EventRevision> revisions() {
    return revisions;
  }

  private void raise(Lane lane, Alarm.Raised alarm) {
    String occurrence = alarm.occurrence();
    if (!seen.add(new Change(occurrence, HistoryEntry.Kind.RAISED))) {
      return;
    }
    GovernanceEvent event =
        Optional.ofNullable(open.get(new Topic(alarm.rule(), alarm.subject())))
            .map(incident -> incident.again(alarm))
            .orElseGet(() -> GovernanceEvent.raised(lane, alarm));
    eventOfOccurrence.put(occurrence, event.id());
    record(lane, HistoryEntry.Kind.RAISED, alarm, event, null);
  }

  private void clear(Lane lane, Alarm.Cleared alarm) {
    String occurrence = alarm.occurrence();
    GovernanceEvent event = events.get(eventOfOccurrence.get(occurrence));
    if (event != null && seen.add(new Change(occurrence, HistoryEntry.Kind.CLEARED))) {
      boolean latest = event.active() && event.occurrence().equals(occurrence);
      if (latest) {
        GovernanceEvent over = event.cleared(alarm.at());
        record(lane, HistoryEntry.Kind.CLEARED, alarm, over, alarm.why().key());
      }
    }
  }

  private void record(
      Lane lane,
      HistoryEntry.Kind kind,
      Alarm alarm,
      GovernanceEvent event,
      @Nullable String reason) {
    keep(event);
    var entry =
        new HistoryEntry(
            alarm.occurrence(),
            kind,
            event.id(),
            event.revision(),
            lane.key(),
            alarm.at(),
            null,
            reason,
            alarm.evidence());
    revisions.add(new EventRevision(event, entry));
  }

  private void keep(GovernanceEvent event) {
    events.put(event.id(), event);
    var topic = new Topic(event.rule(), event.subject());
    if (!event.state().closed()) {
      open.put(topic, event);
    } else {
      open.computeIfPresent(topic, (_, kept) -> kept.id().equals(event.id()) ? null : kept);
    }
  }
}
