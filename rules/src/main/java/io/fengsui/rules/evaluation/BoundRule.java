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
    Condition when = rule.levels().getFirst().when();
    List<Integer> slots = when.metrics().stream().map(metrics::indexOf).toList();
    long mask = slots.stream().mapToLong(BoundRule::bit).reduce(0, (a, b) -> a | b);
    return new BoundRule(
        rule, order, Check.of(when, metrics::indexOf), slots, mask, looksAtSilence(when));
  }

  /** A bit for a slot; slots may share one, so a common bit means "perhaps". */
  static long bit(int slot) {
    return 1L << (slot & 63);
  }

  private static boolean looksAtSilence(Condition condition) {
    return switch (condition) {
      case Condition.Absent _ -> true;
      case Condition.All all -> all.parts().stream().anyMatch(BoundRule::looksAtSilence);
      case Condition.Any any -> any.parts().stream().anyMatch(BoundRule::looksAtSilence);
      case Condition.Not not -> looksAtSilence(not.part());
      default -> false;
    };
  }

  /** Whether a message can make a quiet alarm of this rule pend by merely being heard. */
  boolean turnsWhenHeard() {
    return silence && !(rule.levels().getFirst().when() instanceof Condition.Absent);
  }
}
