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
import java.time.Instant;
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
    Alarm alarm = (Alarm) watched.find(rule.rank());
    Step last = alarm == null ? Step.NONE : alarm.last();
    int verdicts = rule.verdicts(watched, last.next().holding(), now);
    if (stays(last, verdicts, now)) {
      if (rule.timed() || (alarm != null && alarm.due <= now)) {
        rest(watched, rule, alarm, last, now);
      }
      return;
    }
    boolean flaps = rule.flaps().isPresent() && rule.flaps().get().would(watched, now);
    Step step = Step.of(rule.ladder(), last.next(), verdicts, flaps, now);
    settle(watched, rule, alarm, step, now);
    switch (step.turn()) {
      case NONE -> {}
      case RAISED -> raise(watched, rule, (Up) step.next(), now, out);
      case ESCALATED -> escalate(watched, rule, (Up) step.next(), now, out);
      case CLEARED -> clear(watched, rule, (Up) last.next(), now, Cleared.Reason.OVER, out);
    }
  }

  /** Whether {@link Step} would leave all as it is; saves making one. */
  private static boolean stays(Step last, int verdicts, long now) {
    return last.next() instanceof Quiet
        ? !Verdicts.anyHolds(verdicts)
        : verdicts == last.verdicts() && now < last.wakeAt();
  }

  /** It stays where it is; sees to it that it is looked at no later than it may move. */
  private void rest(Watched watched, BoundRule rule, @Nullable Alarm alarm, Step last, long now) {
    long at = looksAt(watched, rule, last, now);
    if (alarm == null) {
      if (at != Nanos.NEVER) {
        wakes.put(add(watched, rule), at);
      }
    } else if (alarm.due <= now || at < alarm.due) {
      if (at == Nanos.NEVER && alarm.isQuiet()) {
        remove(alarm);
      } else {
        wakes.put(alarm, at);
      }
    }
  }

  private void settle(Watched watched, BoundRule rule, @Nullable Alarm alarm, Step step, long now) {
    tallies.move(rule, alarm == null ? Quiet.QUIET : alarm.state(), step.next());
    long at = looksAt(watched, rule, step, now);
    if (step.next() instanceof Quiet && at == Nanos.NEVER) {
      if (alarm != null) {
        alarm.move(step);
        remove(alarm);
      }
      return;
    }
    Alarm kept = alarm == null ? add(watched, rule) : alarm;
    kept.move(step);
    wakes.put(kept, at);
  }

  /** When time alone may next move an alarm that has just come to stand somewhere. */
  private static long looksAt(Watched watched, BoundRule rule, Step step, long now) {
    long moves = step.wakeAt() > now ? step.wakeAt() : Nanos.NEVER;
    if (!rule.timed()) {
      return moves;
    }
    return step.next() instanceof Quiet
        ? rule.stirsAt(watched, now)
        : Math.min(moves, rule.turnsAt(watched, step.next().holding(), now));
  }

  private static Alarm add(Watched watched, BoundRule rule) {
    var alarm = new Alarm(watched, rule);
    watched.add(alarm);
    return alarm;
  }

  private void remove(Alarm alarm) {
    wakes.remove(alarm);
    alarm.watched.remove(alarm);
  }

  /** Begins to wait for what time alone may bring about. */
  void await(Watched watched, long time) {
    long now = Math.max(watched.since(), time);
    for (BoundRule rule : watched.plan.timedRules()) {
      if (watched.find(rule.rank()) == null) {
        long at = rule.awaitedAt(watched, now);
        if (at != Nanos.NEVER) {
          wakes.put(add(watched, rule), at);
        }
      }
    }
  }

  /** Goes on with an alarm that stood elsewhere; it is looked at as soon as time goes on. */
  void carry(Watched watched, BoundRule rule, AlarmState state, long time) {
    var known = (Alarm) watched.find(rule.rank());
    Alarm alarm = known == null ? add(watched, rule) : known;
    alarm.move(new Step(state, Step.Turn.NONE, Verdicts.UNKNOWN, Long.MIN_VALUE));
    tallies.move(rule, Quiet.QUIET, state);
    wakes.put(alarm, time);
  }

  /** Forgets an alarm here, since it goes on elsewhere. */
  void release(Alarm alarm) {
    wakes.remove(alarm);
    tallies.move(alarm.bound(), alarm.state(), Quiet.QUIET);
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
    watched.plan.stepOver(watched, from, to);
    for (Standing one = watched.first(); one != null; one = one.next) {
      if (one instanceof Alarm alarm) {
        stepOver(watched, alarm, from, to);
      }
    }
  }

  private void stepOver(Watched watched, Alarm alarm, long from, long to) {
    Step last = alarm.last();
    if (last.next() instanceof Fading(long began, int level, boolean flapping, long over)) {
      var later = new Fading(began, level, flapping, Nanos.plus(over, to - from));
      long wakeAt = last.wakeAt() > from ? Nanos.plus(last.wakeAt(), to - from) : last.wakeAt();
      alarm.move(new Step(later, Step.Turn.NONE, last.verdicts(), wakeAt));
    }
    if (alarm.due <= from) {
      return; // it is looked at as soon as time goes on
    }
    long at = looksAt(watched, alarm.bound(), alarm.last(), from);
    if (at != Nanos.NEVER || !alarm.isQuiet()) {
      wakes.put(alarm, at);
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
    Instant at = Nanos.instant(now);
    List<Evidence> evidence = Evidences.of(watched, rule);
    out.accept(
        new Cleared(rule.rule(), watched.id(), Nanos.instant(up.began()), at, evidence, reason));
  }
}
