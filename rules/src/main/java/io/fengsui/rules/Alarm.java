package io.fengsui.rules;

import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Step;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Quiet;

/** The alarm of one rule for one subject. */
final class Alarm extends Standing {

  private final BoundRule rule;

  /** The move that brought it where it stands. */
  private Step last = Step.NONE;

  Alarm(Watched watched, BoundRule rule) {
    super(watched);
    this.rule = rule;
  }

  @Override
  BoundRule bound() {
    return rule;
  }

  @Override
  boolean isQuiet() {
    return last.next() instanceof Quiet;
  }

  AlarmState state() {
    return last.next();
  }

  Step last() {
    return last;
  }

  /** Stands elsewhere from now on. */
  void move(Step step) {
    watched.stirred(isQuiet(), step.next() instanceof Quiet);
    last = step;
  }
}
