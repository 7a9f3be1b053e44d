package io.fengsui.rules.reference;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Rule;
import java.util.Collection;
import java.util.Set;

/**
 * What the latest message of a device has looked at: what looks at its metrics, or at silence. What
 * is due at the same instant for other reasons comes after it.
 *
 * @param past that message is its last
 * @param whole all is looked at: the device is new or another one
 */
record Touch(Past past, boolean whole) {

  /** The same, whole if one of the metrics is told for the first time: it counts in each "any". */
  Touch ofMetrics(Collection<String> looked) {
    int last = past.messages().size() - 1;
    boolean first =
        looked.stream()
            .map(past::readings)
            .anyMatch(readings -> readings.size() == 1 && readings.getFirst().message() == last);
    return new Touch(past, whole || first);
  }

  boolean concerns(Rule rule, Collection<Condition> conditions) {
    return conditions.stream().anyMatch(this::concerns)
        || rule.guard().filter(metric -> touches(Set.of(metric))).isPresent();
  }

  boolean concerns(Condition condition) {
    return whole || touches(condition.metrics()) || looksAtSilence(condition);
  }

  private boolean touches(Collection<String> metrics) {
    return past.touches(past.messages().size() - 1, metrics);
  }

  private static boolean looksAtSilence(Condition condition) {
    return switch (condition) {
      case Condition.Absent _, Condition.Overdue _ -> true;
      case Condition.All(var parts) -> parts.stream().anyMatch(Touch::looksAtSilence);
      case Condition.Any(var parts) -> parts.stream().anyMatch(Touch::looksAtSilence);
      case Condition.Not(var part) -> looksAtSilence(part);
      default -> false;
    };
  }
}
