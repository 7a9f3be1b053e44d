package io.fengsui.rules;

import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Step;
import io.fengsui.rules.state.AlarmState;

/** The alarm of one rule for one subject. */
final class Alarm extends Standing {

  private final BoundRule rule;

  /** The move that brought it where it stands. */
  Step last;

  Alarm(BoundRule rule, Step last) {
    this.rule = rule;
    this.last = last;
  }

  @Override
  BoundRule bound() {
    return rule;
  }

  AlarmState state() {
    return last.next();
  }
}
