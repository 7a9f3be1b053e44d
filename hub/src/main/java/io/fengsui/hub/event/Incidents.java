package io.fengsui.hub.event;

import io.fengsui.hub.bus.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the alarms of one batch make of the incidents that are known: pure, no database. Used by one
 * transaction.
 */
final class Incidents {
  /** Severity counts for {@code ESCALATED} only: an occurrence reaches several, each once. */
  private record Change(String occurrence, HistoryEntry.Kind kind, @Nullable Severity severity) {}

  private record Topic(String rule, String subject) {}

  private final Set<Change> seen = new HashSet<>();
  private final Map<String, String> eventOfOccurrence = new HashMap<>();
  private final Map<String, GovernanceEvent> events = new HashMap<>();
  private final Map<Topic, GovernanceEvent> open = new HashMap<>();
  private final List<EventRevision> revisions = new ArrayList<>();

  /**
   * Starts from what the database has.
   *
   * @param history rows of the batch's {@link #names}
   * @param stored these occurrences' events, the open ones of the batch's rules and subjects, and
   *     those that secondary alarms of the batch may follow
   */
  Incidents(Collection<HistoryEntry> history, Collection<GovernanceEvent> stored) {
    for (HistoryEntry entry : history) {
      boolean graver = entry.kind() == HistoryEntry.Kind.ESCALATED;
      seen.add(new Change(entry.occurrence(), entry.kind(), graver ? entry.severity() : null));
      if (entry.kind() == HistoryEntry.Kind.RAISED) {
        eventOfOccurrence.put(entry.occurrence(), entry.event());
      }
    }
    stored.forEach(this::keep);
  }

  /**
   * By which names an alarm's occurrence may be known, the newest first: its own, one since it
   * counts after having been put aside, and one for each severity at which it outlived a closed
   * incident and became a new one.
   */
  static List<String> names(Alarm alarm) {
    String own = alarm.occurrence();
    if (alarm instanceof Alarm.Raised) {
      return List.of(own);
    }
    return alarm instanceof Alarm.Stands
        ? List.of(standing(own), own)
        : List.of(
            name(own, Severity.I),
            name(own, Severity.II),
            name(own, Severity.III),
            standing(own),
            own);
  }

  /** As an occurrence is called once it counts after having been put aside. */
  private static String standing(String occurrence) {
    return occurrence + 's';
  }

  private static String name(String occurrence, Severity severity) {
    return occurrence + 'e' + severity.name().toLowerCase(Locale.ROOT);
  }

  /** Takes the next alarm; one that is known already changes nothing. */
  void take(Lane lane, Alarm alarm) {
    switch (alarm) {
      case Alarm.Raised raised -> raise(lane, raised);
      case Alarm.Escalated escalated -> escalate(lane, escalated);
      case Alarm.Stands stands -> stand(lane, stands);
      case Alarm.Cleared cleared -> clear(lane, cleared);
    }
  }

  /** What changed, in order. */
  List<EventRevision> revisions() {
    return revisions;
  }

  private void raise(Lane lane, Alarm.Raised alarm) {
    String occurrence = alarm.occurrence();
    if (!seen.add(new Change(occurrence, HistoryEntry.Kind.RAISED, null))) {
      return;
    }
    Mark mark = alarm.circumstances().mark();
    boolean aside = mark != null && mark.putsAside();
    GovernanceEvent incident = aside ? null : open.get(new Topic(alarm.rule(), alarm.subject()));
    String primary = aside ? null : primary(alarm, incident);
    GovernanceEvent event =
        incident == null
            ? GovernanceEvent.raised(lane, alarm, primary)
            : incident.again(alarm, primary);
    eventOfOccurrence.put(occurrence, event.id());
    String reason = mark == null ? null : mark.key();
    record(lane, occurrence, HistoryEntry.Kind.RAISED, alarm.severity(), alarm, event, reason);
    if (alarm.circumstances().silence() && !aside) {
      Folding.children(event, open.values()).forEach(child -> fold(lane, alarm, child, event));
    }
  }

  /** A device was found silent before what it is heard through was. */
  private void fold(Lane lane, Alarm.Raised alarm, GovernanceEvent child, GovernanceEvent parent) {
    String name = child.occurrence();
    if (seen.add(new Change(name, HistoryEntry.Kind.FOLDED, null))) {
      String primary = parent.primaryEvent() == null ? parent.id() : parent.primaryEvent();
      GovernanceEvent folded = child.folded(primary);
      record(lane, name, HistoryEntry.Kind.FOLDED, null, alarm, folded, null);
    }
  }

  /** What was put aside and goes on counts from now on. */
  private void stand(Lane lane, Alarm.Stands alarm) {
    String own = alarm.occurrence();
    String name = standing(own);
    GovernanceEvent known = events.get(eventOfOccurrence.get(own));
    if (known == null
        || !known.active()
        || !known.occurrence().equals(own)
        || !known.isPutAside()
        || !seen.add(new Change(name, HistoryEntry.Kind.RAISED, null))) {
      return;
    }
    GovernanceEvent incident =
        known.state().closed() ? open.get(new Topic(known.rule(), known.subject())) : known;
    GovernanceEvent event =
        incident == null
            ? known.standing(name, alarm.at())
            : incident.stands(name, known.wouldTask(), alarm.at());
    eventOfOccurrence.put(name, event.id());
    record(lane, name, HistoryEntry.Kind.RAISED, event.severity(), alarm, event, null);
  }

  /** Which event a secondary alarm follows: the one it followed before, if that is still open. */
  private @Nullable String primary(Alarm.Raised alarm, @Nullable GovernanceEvent incident) {
    if (alarm.circumstances().silence()) {
      return Folding.primary(alarm, open.values());
    }
    if (!alarm.secondary()) {
      return null;
    }
    String followed = incident == null ? null : incident.primaryEvent();
    GovernanceEvent before = followed == null ? null : events.get(followed);
    return before != null && !before.state().closed()
        ? before.id()
        : Kinship.of(alarm).primary(open.values()).map(GovernanceEvent::id).orElse(null);
  }

  /**
   * Where the incident was closed meanwhile, an alarm that grows graver is a new one: what people
   * closed was less grave. If its condition is over besides, only if somebody must act.
   */
  private void escalate(Lane lane, Alarm.Escalated alarm) {
    String name = latestName(alarm);
    GovernanceEvent known = name == null ? null : events.get(eventOfOccurrence.get(name));
    Severity severity = alarm.severity();
    if (name == null
        || known == null
        || !severity.graverThan(known.severity())
        || !seen.add(new Change(name, HistoryEntry.Kind.ESCALATED, severity))) {
      return;
    }
    if (known.isPutAside() && known.state().closed()) {
      GovernanceEvent graver = known.escalatedAside(alarm);
      record(lane, name, HistoryEntry.Kind.ESCALATED, severity, alarm, graver, null);
      return;
    }
    GovernanceEvent incident =
        known.state().closed() ? open.get(new Topic(known.rule(), known.subject())) : known;
    boolean holds = known.active() && known.occurrence().equals(name);
    if (incident != null) {
      if (severity.graverThan(incident.severity())) {
        GovernanceEvent graver = incident.escalated(alarm);
        record(lane, name, HistoryEntry.Kind.ESCALATED, severity, alarm, graver, null);
      }
    } else if (holds || alarm.makesTask()) {
      String newName = name(alarm.occurrence(), severity);
      GovernanceEvent graver = known.continued(alarm, newName, holds);
      seen.add(new Change(newName, HistoryEntry.Kind.RAISED, null));
      eventOfOccurrence.put(newName, newName);
      record(lane, newName, HistoryEntry.Kind.RAISED, severity, alarm, graver, null);
    }
  }

  private @Nullable String latestName(Alarm alarm) {
    return names(alarm).stream().filter(eventOfOccurrence::containsKey).findFirst().orElse(null);
  }

  private void clear(Lane lane, Alarm.Cleared alarm) {
    for (String name : names(alarm)) {
      GovernanceEvent event = events.get(eventOfOccurrence.get(name));
      if (event != null
          && seen.add(new Change(name, HistoryEntry.Kind.CLEARED, null))
          && event.active()
          && event.occurrence().equals(name)) {
        GovernanceEvent over = event.cleared(alarm.at());
        record(lane, name, HistoryEntry.Kind.CLEARED, null, alarm, over, alarm.why().key());
      }
    }
  }

  private void record(
      Lane lane,
      String occurrence,
      HistoryEntry.Kind kind,
      @Nullable Severity severity,
      Alarm alarm,
      GovernanceEvent event,
      @Nullable String reason) {
    keep(event);
    var entry =
        new HistoryEntry(
            occurrence,
            kind,
            severity,
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
