package io.fengsui.rules;

import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Pending;
import io.fengsui.rules.state.AlarmState.Up;

/** How many alarms of each rule wait to go up, and are up. */
final class Tallies {

  private final int[] pending;
  private final int[] up;

  Tallies(int rules) {
    pending = new int[rules];
    up = new int[rules];
  }

  /** An alarm stands elsewhere from now on. */
  void move(BoundRule rule, AlarmState from, AlarmState to) {
    count(rule, from, -1);
    count(rule, to, 1);
  }

  Stirred.Counts of(int rule) {
    return new Stirred.Counts(pending[rule], up[rule]);
  }

  private void count(BoundRule rule, AlarmState state, int by) {
    if (state instanceof Pending) {
      pending[rule.rank()] += by;
    } else if (state instanceof Up) {
      up[rule.rank()] += by;
    }
  }
}
