package io.fengsui.rules.reference;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Measure.Members;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.definition.Variant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known when an alarm is looked at.
 *
 * @param guard null if the rule has none
 * @param seen the device; for a rule per place, all of the place that the rule watches
 */
record Sight(Rule rule, @Nullable Guarded guard, List<Past> seen, Roll roll, List<Gap> gaps) {

  /** The levels that count for the subject. */
  List<Level> levels() {
    if (rule.per() == Scope.DEVICE) {
      for (Variant variant : rule.variants()) {
        if (Places.fits(variant.where(), seen.getFirst().subject())) {
          return variant.levels();
        }
      }
    }
    return rule.levels();
  }

  /** Whether a level holds, the guard included. */
  Truth holds(Level level, boolean holding, long now) {
    Truth holds = judge().of(level.when(), holding, now);
    return holds == Truth.YES && guard != null ? guard.holds(seen.getFirst()::latest) : holds;
  }

  boolean secondary(long now) {
    return rule.secondary().isPresent()
        && judge().of(rule.secondary().get(), false, now) == Truth.YES;
  }

  /** Looks at the members that time alone may turn now. */
  void judgeMembers(long now) {
    for (Members members : Roll.membersIn(rule)) {
      fitting(members).stream()
          .filter(past -> Moments.of(members.when(), past, now).contains(now))
          .forEach(past -> roll.judge(rule.per(), members, past, now));
    }
  }

  /** When time alone may turn the condition of a level. */
  List<Long> moments(Condition condition, long now) {
    if (rule.per() == Scope.DEVICE) {
      return Moments.of(condition, seen.getFirst(), now);
    }
    var moments = new ArrayList<>(Moments.of(condition, Past.NOTHING, now));
    for (Members members : Roll.membersIn(rule)) {
      for (Past past : fitting(members)) {
        moments.addAll(Moments.of(members.when(), past, now));
        moments.add(roll.until(rule.per(), members, past));
      }
    }
    return moments;
  }

  private Judge judge() {
    return rule.per() == Scope.DEVICE
        ? new Judge(seen.getFirst())
        : new Judge(Past.NOTHING, this::count);
  }

  double count(Members members) {
    List<Past> fitting = fitting(members);
    long count = fitting.stream().filter(past -> roll.counts(rule.per(), members, past)).count();
    return fitting.isEmpty()
        ? Double.NaN
        : members.percent() ? 100.0 * count / fitting.size() : count;
  }

  private List<Past> fitting(Members members) {
    return seen.stream().filter(past -> Places.fits(members.who(), past.subject())).toList();
  }
}
