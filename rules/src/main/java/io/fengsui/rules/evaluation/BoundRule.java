package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Rule;
import java.util.List;

/**
 * A rule bound to the slots of one subject type.
 *
 * @param order its place among all rules
 * @param slots of the metrics it looks at, in the order written
 * @param mask what {@link #bit} gives for its slots
 * @param silence whether time alone can turn its condition
 */
public record BoundRule(
    Rule rule, int order, Check check, List<Integer> slots, long mask, boolean silence) {

  static BoundRule of(Rule rule, int order, List<String> metrics) {
    List<Integer> slots = rule.when().metrics().stream().map(metrics::indexOf).toList();
    long mask = slots.stream().mapToLong(BoundRule::bit).reduce(0, (a, b) -> a | b);
    return new BoundRule(
        rule,
        order,
        Check.of(rule.when(), metrics::indexOf),
        slots,
        mask,
        rule.when().looksAtSilence());
  }

  /** A bit for a slot; slots may share one, so a common bit means "perhaps". */
  static long bit(int slot) {
    return 1L << (slot & 63);
  }

  /** Whether a message can make a quiet alarm of this rule pend by merely being heard. */
  boolean turnsWhenHeard() {
    return silence && !(rule.when() instanceof Condition.Absent);
  }
}
