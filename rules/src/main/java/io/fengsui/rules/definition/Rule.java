package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.Set;

/**
 * What to watch for, and what people are told. Which subjects it watches: those whose type is in
 * {@code types}.
 *
 * @param id lower-case letters, digits and hyphens; unique
 * @param title what happened, a few words
 * @param types keys of device types; empty means all
 * @param holdFor how long the condition must hold before the alarm goes up
 * @param keepFor how long the condition must be over before the alarm comes down
 * @param task whether somebody must go there
 * @param category code of the kind of event, for instance {@code fire}
 * @param advice what the officer does
 */
public record Rule(
    String id,
    Label title,
    Set<String> types,
    Condition when,
    Duration holdFor,
    Duration keepFor,
    Severity severity,
    boolean task,
    String category,
    Label advice) {
  public Rule {
    types = Set.copyOf(types);
    if (holdFor.isNegative() || keepFor.isNegative()) {
      throw new IllegalArgumentException(id + ": holdFor and keepFor may not be negative");
    }
  }

  /** Whether the rule watches subjects of this type. */
  public boolean watches(String type) {
    return types.isEmpty() || types.contains(type);
  }

  /**
   * Whether alarms of {@code other} may go on as alarms of this rule: it raises and clears in the
   * same way, whatever its texts say.
   */
  public boolean behavesLike(Rule other) {
    return id.equals(other.id)
        && types.equals(other.types)
        && when.equals(other.when)
        && holdFor.equals(other.holdFor)
        && keepFor.equals(other.keepFor);
  }
}
