package io.fengsui.hub.event;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which silences are one fault: that of a device whose gateway or link is silent too. Only silences
 * are folded; an alarm that a device did report never is. Pure.
 */
final class Folding {

  /** How long before its gateway a device may have been found silent to be folded under it. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private Folding() {}

  /** Id of the event that stands for a silence; null if it stands for itself. */
  static @Nullable String primary(Alarm.Raised silence, Collection<GovernanceEvent> open) {
    List<String> behind = silence.circumstances().behind();
    return open.stream()
        .filter(event -> event.silence() && event.active() && behind.contains(event.subject()))
        .min(Comparator.comparingInt(event -> behind.indexOf(event.subject())))
        .map(event -> event.primaryEvent() == null ? event.id() : event.primaryEvent())
        .orElse(null);
  }

  /** Silences that were there before that of what they are heard through, and nobody cares for. */
  static List<GovernanceEvent> children(GovernanceEvent parent, Collection<GovernanceEvent> open) {
    return open.stream()
        .filter(event -> event.silence() && event.active() && event.state() == EventState.RAISED)
        .filter(event -> parent.subject().equals(event.parent()) && event.primaryEvent() == null)
        .filter(event -> event.lastRaisedAt().equals(event.raisedAt()))
        .filter(event -> !event.raisedAt().isBefore(parent.lastRaisedAt().minus(LONGEST)))
        .sorted(Comparator.comparing(GovernanceEvent::id))
        .toList();
  }
}
