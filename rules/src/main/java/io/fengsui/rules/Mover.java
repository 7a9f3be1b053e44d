package io.fengsui.rules;

import io.fengsui.rules.Change.Cleared;
import io.fengsui.rules.Change.Escalated;
import io.fengsui.rules.Change.Raised;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Severity;
import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.Step;
import io.fengsui.rules.evaluation.Verdicts;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Fading;
import io.fengsui.rules.state.AlarmState.Quiet;
import io.fengsui.rules.state.AlarmState.Up;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Moves alarms: judges a rule, steps its alarm, reports the change and plans the next wake. */
final class Mover {

  private final WakeQueue wakes;
  private final Tallies tallies;

  Mover(WakeQueue wakes, Tallies tallies) {
    this.wakes = wakes;
    this.tallies = tallies;
  }

  /** Lets a rule look at what is known of a subject at a time, and does what follows. */
  void move(Watched watched, BoundRule rule, long time, Consumer<Change> out) {
    long now = Math.max(time, watched.notBefore);
    var alarm = (Alarm) watched.find(rule.rank());
    Step last = alarm == null ? Step.NONE : alarm.last;
    int verdicts = rule.verdicts(watched, last.next().holding(), now);
    if (alarm == null ? !Verdicts.anyHolds(verdicts) : stays(last, verdicts, now)) {
      plan(watched, rule, alarm, now);
      return;
    }
    boolean flaps = rule.flaps().isPresent() && rule.flaps().get().would(watched, now);
    Step step = Step.of(rule.ladder(), last.next(), verdicts, flaps, now, watched.listens(now));
    plan(watched, rule, settle(watched, rule, alarm, step), now);
    switch (step.turn()) {
      case NONE -> {}
      case RAISED -> raise(watched, rule, (Up) step.next(), now, out);
      case ESCALATED -> escalate(watched, rule, (Up) step.next(), now, out);
      case CLEARED -> clear(watched, rule, (Up) last.next(), now, Cleared.Reason.OVER, out);
    }
  }

  /** Whether {@link Step} would leave all as it is; saves making one. */
  private static boolean stays(Step last, int verdicts, long now) {
    return verdicts == last.verdicts() && now < last.wakeAt();
  }

  /** Has the alarm stand where the step brings it; answers it while it is not quiet. */
  private @Nullable Alarm settle(
      Watched watched, BoundRule rule, @Nullable Alarm alarm, Step step) {
    tallies.move(rule, alarm == null ? Quiet.QUIET : alarm.state(), step.next());
    if (step.next() instanceof Quiet) {
      if (alarm != null) {
        watched.remove(alarm);
      }
      return null;
    }
    if (alarm != null) {
      alarm.last = step;
      return alarm;
    }
    var begun = new Alarm(rule, step);
    watched.add(begun);
    return begun;
  }

  /** Sees to it that the alarm is looked at no later than time alone may move it. */
  private void plan(Watched watched, BoundRule rule, @Nullable Alarm alarm, long now) {
    if (alarm == null) {
      if (rule.stirs()) {
        wakes.noLaterThan(watched, rule.stirsAt(watched, now));
      }
      return;
    }
    Step last = alarm.last;
    alarm.due = last.wakeAt() > now ? last.wakeAt() : Nanos.NEVER;
    if (rule.timed()) {
      alarm.due = Math.min(alarm.due, rule.turnsAt(watched, last.next().holding(), now));
    }
    wakes.noLaterThan(watched, alarm.due);
  }

  /** Goes on with an alarm that stood elsewhere; it is looked at as soon as time goes on. */
  void carry(Watched watched, BoundRule rule, AlarmState state, long time) {
    var step = new Step(state, Step.Turn.NONE, Verdicts.UNKNOWN, Long.MIN_VALUE);
    settle(watched, rule, null, step);
    watched.look = true;
    wakes.noLaterThan(watched, time);
  }

  /** Forgets an alarm here, since it goes on elsewhere. */
  void release(Alarm alarm) {
    tallies.move(alarm.bound(), alarm.state(), Quiet.QUIET);
  }

  /** Lets a quiet rule look; what goes up is told and comes down at once, and nothing waits. */
  void tell(Watched watched, BoundRule rule, long time, Consumer<Change> out) {
    move(watched, rule, time, out);
    if (watched.find(rule.rank()) instanceof Alarm alarm) {
      release(alarm);
      watched.remove(alarm);
      if (alarm.state() instanceof Up up) {
        long now = Math.max(time, watched.notBefore);
        clear(watched, rule, up, now, Cleared.Reason.OVER, out);
      }
    }
  }

  /** Takes an alarm away whose rule or subject is gone; says so if it was up. */
  void drop(Watched watched, Alarm alarm, long time, Consumer<Change> out) {
    release(alarm);
    if (alarm.state() instanceof Up up) {
      long now = Math.max(time, watched.notBefore);
      clear(watched, alarm.bound(), up, now, Cleared.Reason.SUBJECT_GONE, out);
    }
  }

  /**
   * Nobody was heard between two times. That does not count for an alarm that waits to come down:
   * nothing is over because nobody could say otherwise. For one that waits to go up it does count.
   */
  void stepOver(Watched watched, long from, long to) {
    watched.plan().stepOver(watched, from, to);
    for (Standing one = watched.first(); one != null; one = one.next) {
      if (one instanceof Alarm alarm) {
        stepOver(alarm, from, to);
        if (!watched.look) {
          plan(watched, alarm.bound(), alarm, from);
        }
      }
      if (one.bound().looksAtSilence()) { // who was silent may not be so any more
        one.due = Math.min(one.due, to);
        wakes.noLaterThan(watched, to);
      }
    }
    wakes.noLaterThan(watched, watched.plan().stirsAt(watched, from));
  }

  private static void stepOver(Alarm alarm, long from, long to) {
    Step last = alarm.last;
    if (last.next() instanceof Fading(long began, int level, boolean flapping, long over)) {
      long since = over < from ? Nanos.plus(over, to - from) : Math.max(over, to);
      var later = new Fading(began, level, flapping, since);
      long wakeAt = last.wakeAt() > from ? Nanos.plus(last.wakeAt(), since - over) : last.wakeAt();
      alarm.last = new Step(later, Step.Turn.NONE, last.verdicts(), wakeAt);
    }
  }

  private void raise(Watched watched, BoundRule rule, Up up, long now, Consumer<Change> out) {
    rule.flaps().ifPresent(flaps -> flaps.up(watched, now));
    out.accept(
        new Raised(
            rule.rule(),
            watched.id(),
            Nanos.instant(up.began()),
            Nanos.instant(now),
            Evidences.of(watched, rule),
            severity(rule, up),
            rule.secondary(watched, now)));
  }

  private static void escalate(
      Watched watched, BoundRule rule, Up up, long now, Consumer<Change> out) {
    out.accept(
        new Escalated(
            rule.rule(),
            watched.id(),
            Nanos.instant(up.began()),
            Nanos.instant(now),
            Evidences.of(watched, rule),
            severity(rule, up)));
  }

  static Severity severity(BoundRule rule, Up up) {
    return rule.levels().get(up.level()).severity();
  }

  /** Says that an alarm of a rule that is gone is down; what it looked at is not known. */
  static void clearOrphan(String subject, Rule rule, Up up, long now, Consumer<Change> out) {
    out.accept(
        new Cleared(
            rule,
            subject,
            Nanos.instant(up.began()),
            Nanos.instant(now),
            List.of(),
            Cleared.Reason.RULE_CHANGED));
  }

  private static void clear(
      Watched watched,
      BoundRule rule,
      Up up,
      long now,
      Cleared.Reason reason,
      Consumer<Change> out) {
    watched.notBefore = Nanos.plus(now, 1);
    out.accept(
        new Cleared(
            rule.rule(),
            watched.id(),
            Nanos.instant(up.began()),
            Nanos.instant(now),
            Evidences.of(watched, rule),
            reason));
  }
}
