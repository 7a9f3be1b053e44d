package io.fengsui.rules;

import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Candidates;
import io.fengsui.rules.evaluation.Latest;
import io.fengsui.rules.evaluation.TypePlan;
import io.fengsui.rules.state.AlarmState.Quiet;
import org.jspecify.annotations.Nullable;

/** One subject and all that the engine keeps of it. */
final class Watched {

  private static final Alarm[] NONE = {};

  final TypePlan plan;
  final Latest latest;
  Subject subject;

  /**
   * Nothing happens to the subject before this. Moves on past each clearing, so that an alarm that
   * goes up again at the same instant is an incident with a name of its own.
   */
  long notBefore = Long.MIN_VALUE;

  /** Number of the last {@link Capture} that it is in already, or came too late for. */
  long copied;

  /** How many of its alarms are not quiet; kept by {@link Alarm#move}. */
  int astir;

  /** In the order of the rules. */
  private Alarm[] alarms = NONE;

  Watched(Subject subject, TypePlan plan, Latest latest) {
    this.subject = subject;
    this.plan = plan;
    this.latest = latest;
  }

  Alarm[] alarms() {
    return alarms;
  }

  @Nullable Alarm alarm(BoundRule rule) {
    for (Alarm alarm : alarms) {
      if (alarm.rule.order() == rule.order()) {
        return alarm;
      }
    }
    return null;
  }

  Alarm add(BoundRule rule) {
    int place = 0;
    while (place < alarms.length && alarms[place].rule.order() < rule.order()) {
      place++;
    }
    var grown = new Alarm[alarms.length + 1];
    System.arraycopy(alarms, 0, grown, 0, place);
    System.arraycopy(alarms, place, grown, place + 1, alarms.length - place);
    var alarm = new Alarm(this, rule);
    grown[place] = alarm;
    alarms = grown;
    return alarm;
  }

  void remove(Alarm gone) {
    gone.move(Quiet.QUIET);
    var left = new Alarm[alarms.length - 1];
    int size = 0;
    for (Alarm alarm : alarms) {
      if (alarm != gone) {
        left[size++] = alarm;
      }
    }
    alarms = left;
  }

  /** Adds the rules whose alarms are not quiet and may be moved by what was just heard. */
  void collect(long touched, Candidates into) {
    if (astir == 0) {
      return;
    }
    for (Alarm alarm : alarms) {
      if (!(alarm.state() instanceof Quiet)
          && (alarm.rule.silence() || (alarm.rule.mask() & touched) != 0)) {
        into.add(alarm.rule);
      }
    }
  }
}
