package io.fengsui.rules;

import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Quiet;

/**
 * The alarm of one rule for one subject, kept while it is not quiet; for rules that look at silence
 * always. Times in nanoseconds since 1970.
 */
final class Alarm {

  final Watched watched;
  final BoundRule rule;
  private AlarmState state = Quiet.QUIET;

  /** Before this, a verdict like the last one moves nothing. */
  long movesAt = Long.MIN_VALUE;

  /** When to look at it again although nothing was heard; kept by {@link WakeQueue}. */
  long due = Nanos.NEVER;

  /** Its place in {@link WakeQueue}, or -1. */
  int place = -1;

  Alarm(Watched watched, BoundRule rule) {
    this.watched = watched;
    this.rule = rule;
  }

  AlarmState state() {
    return state;
  }

  /** Stands elsewhere from now on. */
  void move(AlarmState next) {
    watched.astir += (next instanceof Quiet ? 0 : 1) - (state instanceof Quiet ? 0 : 1);
    state = next;
  }

  /** Decides who comes first: the earlier, then by subject and rule, so that order never varies. */
  boolean before(Alarm other) {
    if (due != other.due) {
      return due < other.due;
    }
    int bySubject = watched.subject.id().compareTo(other.watched.subject.id());
    return bySubject != 0 ? bySubject < 0 : rule.order() < other.rule.order();
  }
}
