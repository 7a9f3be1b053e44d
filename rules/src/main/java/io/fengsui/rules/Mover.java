package io.fengsui.rules;

import io.fengsui.rules.Change.Cleared;
import io.fengsui.rules.Change.Raised;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Latest;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.Step;
import io.fengsui.rules.evaluation.Verdict;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Fading;
import io.fengsui.rules.state.AlarmState.Firing;
import io.fengsui.rules.state.AlarmState.Pending;
import io.fengsui.rules.state.AlarmState.Quiet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Moves alarms: judges a rule, steps its alarm, reports the change and plans the next wake. */
final class Mover {

  final WakeQueue wakes = new WakeQueue();

  /** Lets a rule look at what is known of a subject at a time, and does what follows. */
  void move(Watched watched, BoundRule rule, long time, Consumer<Change> out) {
    long now = Math.max(time, watched.notBefore);
    Alarm alarm = watched.alarm(rule);
    AlarmState state = alarm == null ? Quiet.QUIET : alarm.state();
    Verdict verdict = rule.check().verdict(watched.latest, state.holding(), now);
    if (stays(state, verdict, alarm, now)) {
      if (alarm != null && (alarm.due <= now || alarm.due == Nanos.NEVER)) {
        plan(alarm, now);
      }
      return;
    }
    Instant at = Nanos.instant(now);
    Step step = Step.of(rule.rule(), state, verdict, at);
    if (step.next() instanceof Quiet && !rule.silence()) {
      if (alarm != null) {
        wakes.remove(alarm);
        watched.remove(alarm);
      }
    } else {
      Alarm kept = alarm == null ? watched.add(rule) : alarm;
      kept.move(step.next());
      kept.movesAt = step.wakeAt().map(Nanos::of).orElse(Long.MIN_VALUE);
      plan(kept, now);
    }
    switch (step.turn()) {
      case NONE -> {}
      case RAISED ->
          out.accept(
              new Raised(
                  rule.rule(),
                  watched.subject.id(),
                  began(step.next()),
                  at,
                  evidence(watched, rule),
                  rule.rule().severity(),
                  false));
      case CLEARED -> clear(watched, rule, began(state), at, Cleared.Reason.OVER, out);
    }
  }

  /** Takes an alarm away whose rule or subject is gone; says so if it was up. */
  void drop(Watched watched, Alarm alarm, long time, Consumer<Change> out) {
    wakes.remove(alarm);
    if (isUp(alarm.state())) {
      Instant at = Nanos.instant(Math.max(time, watched.notBefore));
      clear(watched, alarm.rule, began(alarm.state()), at, Cleared.Reason.SUBJECT_GONE, out);
    }
  }

  /** Begins to count silence for the rules that look at it. */
  void awaitSilence(Watched watched) {
    for (BoundRule rule : watched.plan.rules()) {
      if (rule.silence() && watched.alarm(rule) == null) {
        Alarm alarm = watched.add(rule);
        wakes.put(alarm, rule.check().turnsAt(watched.latest, false, Long.MIN_VALUE));
      }
    }
  }

  /**
   * Goes on with all alarms of a subject as it is now; drops those of rules that do not watch it.
   */
  void carryAll(Watched before, Watched watched, long time, Consumer<Change> out) {
    for (Alarm old : before.alarms()) {
      BoundRule rule = watched.plan.rule(old.rule.order());
      if (rule == null) {
        drop(before, old, time, out);
        watched.notBefore = before.notBefore;
      } else {
        wakes.remove(old);
        carry(watched, rule, old.state(), time);
      }
    }
  }

  /** Goes on with an alarm that stood elsewhere; it is looked at as soon as time goes on. */
  void carry(Watched watched, BoundRule rule, AlarmState state, long time) {
    Alarm alarm = watched.add(rule);
    alarm.move(state);
    wakes.put(alarm, time);
  }

  /**
   * Nobody was heard between two times. That does not count for an alarm that waits to come down:
   * nothing is over because nobody could say otherwise. For one that waits to go up it does count.
   */
  void stepOver(Watched watched, long from, long to) {
    for (Alarm alarm : watched.alarms()) {
      if (alarm.state() instanceof Fading(Instant began, Instant since)) {
        alarm.move(new Fading(began, since.plusNanos(to - from)));
        if (alarm.movesAt > from) {
          alarm.movesAt = Nanos.plus(alarm.movesAt, to - from);
          plan(alarm, from);
        }
      } else if (alarm.due == Nanos.NEVER) {
        plan(alarm, to);
      }
    }
  }

  static boolean isUp(AlarmState state) {
    return state instanceof Firing || state instanceof Fading;
  }

  static Instant began(AlarmState state) {
    return switch (state) {
      case Firing firing -> firing.began();
      case Fading fading -> fading.began();
      case Quiet _, Pending _ -> throw new IllegalStateException("no alarm is up: " + state);
    };
  }

  /** Whether {@link Step} would leave all as it is; saves making one. */
  private static boolean stays(AlarmState state, Verdict verdict, @Nullable Alarm alarm, long now) {
    return switch (state) {
      case Quiet _ -> verdict != Verdict.TRUE;
      case Firing _ -> verdict != Verdict.FALSE;
      case Pending _ -> verdict == Verdict.TRUE && alarm != null && now < alarm.movesAt;
      case Fading _ -> verdict == Verdict.FALSE && alarm != null && now < alarm.movesAt;
    };
  }

  private void plan(Alarm alarm, long now) {
    long due = alarm.movesAt > now ? alarm.movesAt : Nanos.NEVER;
    if (alarm.rule.silence()) {
      Latest latest = alarm.watched.latest;
      due = Math.min(due, alarm.rule.check().turnsAt(latest, alarm.state().holding(), now));
    }
    wakes.put(alarm, due);
  }

  /** Says that an alarm of a rule that is gone is down; what it looked at is not known. */
  static void clearOrphan(
      Watched watched, Rule rule, AlarmState state, long time, Consumer<Change> out) {
    Instant at = Nanos.instant(Math.max(time, watched.notBefore));
    watched.notBefore = Nanos.plus(Nanos.of(at), 1);
    var reason = Cleared.Reason.RULE_CHANGED;
    out.accept(new Cleared(rule, watched.subject.id(), began(state), at, List.of(), reason));
  }

  private static void clear(
      Watched watched,
      BoundRule rule,
      Instant began,
      Instant at,
      Cleared.Reason reason,
      Consumer<Change> out) {
    watched.notBefore = Nanos.plus(Nanos.of(at), 1);
    List<Evidence> evidence = evidence(watched, rule);
    out.accept(new Cleared(rule.rule(), watched.subject.id(), began, at, evidence, reason));
  }

  private static List<Evidence> evidence(Watched watched, BoundRule rule) {
    var evidence = new ArrayList<Evidence>();
    Latest latest = watched.latest;
    for (int slot : rule.slots()) {
      Object value = latest.value(slot);
      if (value != null) {
        String metric = watched.plan.metrics().get(slot);
        evidence.add(
            new Evidence(watched.subject.id(), metric, value, Nanos.instant(latest.at(slot))));
      }
    }
    if (rule.silence()) {
      var heardAt = Nanos.instant(latest.heardAt());
      evidence.add(new Evidence(watched.subject.id(), Evidence.HEARD, latest.heard(), heardAt));
    }
    evidence.sort(Comparator.comparing(Evidence::at).reversed());
    return evidence;
  }
}
