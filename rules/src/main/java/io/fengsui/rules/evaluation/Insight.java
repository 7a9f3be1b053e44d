package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one condition of a rule stands, for people who ask.
 *
 * @param value what it compares; null if it is unknown or compares nothing
 * @param at when that was heard; before all time if never
 * @param missing the slots whose values it needs and does not know
 * @param heard whether it goes by when the subject was heard
 * @param turnsAt when time alone turns it; {@link Nanos#NEVER} if never
 */
public record Insight(
    Verdict verdict,
    @Nullable Object value,
    long at,
    List<Integer> missing,
    boolean heard,
    long turnsAt) {

  /** Looks at a condition of a rule of the plan. */
  public static Insight of(
      Plan plan, Rule rule, Condition condition, Latest latest, boolean holding, long now) {
    Check check = plan.check(condition, rule);
    Verdict verdict = check.verdict(latest, holding, now);
    boolean joined =
        check instanceof Check.All || check instanceof Check.Any || check instanceof Check.Not;
    boolean heard = check instanceof Timed.Silent || check instanceof Timed.Overdue;
    List<Integer> slots = joined ? List.of() : Binder.slotsOf(check);
    return new Insight(
        verdict,
        value(check, latest, now),
        slots.stream()
            .filter(latest::reported)
            .mapToLong(latest::at)
            .max()
            .orElse(heard ? latest.heardAt() : Long.MIN_VALUE),
        verdict == Verdict.UNKNOWN ? missing(slots, latest) : List.of(),
        heard,
        turnsAt(check, verdict, latest, holding, now));
  }

  /** Those that are not known; if all are, more must be heard of all. */
  private static List<Integer> missing(List<Integer> slots, Latest latest) {
    List<Integer> unknown = slots.stream().filter(slot -> latest.value(slot) == null).toList();
    return unknown.isEmpty() ? slots : unknown;
  }

  private static long turnsAt(
      Check check, Verdict verdict, Latest latest, boolean holding, long now) {
    if (!check.timed()) {
      return Nanos.NEVER;
    }
    return switch (verdict) {
      case TRUE -> check.turnsTo(Goal.HOLDS_NOT, latest, holding, now);
      case FALSE -> check.turnsTo(Goal.OVER_NOT, latest, holding, now);
      case UNKNOWN ->
          Math.min(
              check.turnsTo(Goal.HOLDS, latest, holding, now),
              check.turnsTo(Goal.OVER, latest, holding, now));
    };
  }

  private static @Nullable Object value(Check check, Latest latest, long now) {
    return switch (check) {
      case Threshold threshold -> known(threshold.gauge().value(latest, now));
      case Often often -> known(often.tally().value(latest, now));
      case Seldom seldom -> known(seldom.tally().value(latest, now));
      case FlagIs is -> latest.value(is.slot());
      case TextIs is -> latest.value(is.slot());
      case Turned turned -> latest.value(turned.slot());
      case Inside inside -> latest.value(inside.slot());
      case Timed.Silent _, Timed.Overdue _ -> (now - latest.heardAt()) / 1e9;
      case Timed.During _, Follows _, Unanswered _ -> null;
      case Check.All _, Check.Any _, Check.Not _ -> null;
    };
  }

  private static @Nullable Object known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
