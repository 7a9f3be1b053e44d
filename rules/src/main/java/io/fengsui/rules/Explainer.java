package io.fengsui.rules;

import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.Step;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Quiet;
import io.fengsui.rules.state.AlarmState.Up;
import java.time.Instant;
import java.util.Optional;

/** Tells why a rule is quiet, waiting or up. */
final class Explainer {

  private Explainer() {}

  static Optional<Explanation> explain(Watched watched, int order, long time) {
    BoundRule rule = watched.plan().rule(order);
    if (rule == null) {
      return Optional.empty();
    }
    long now = Math.max(time, Math.max(watched.notBefore, watched.since()));
    Step last = watched.find(order) instanceof Alarm alarm ? alarm.last : Step.NONE;
    AlarmState state = last.next();
    var parts = new Parts(watched, rule, now);
    return Optional.of(
        new Explanation(
            rule.rule().id(),
            watched.id(),
            Nanos.instant(time),
            Census.standing(state),
            state instanceof Quiet ? Optional.empty() : known(Census.since(state)),
            state instanceof Up up ? Optional.of(Mover.severity(rule, up)) : Optional.empty(),
            known(movesAt(watched, rule, last, now)),
            parts.levels(state.holding())));
  }

  private static long movesAt(Watched watched, BoundRule rule, Step last, long now) {
    long moves = last.wakeAt() > now ? last.wakeAt() : Nanos.NEVER;
    return last.next() instanceof Quiet
        ? rule.stirsAt(watched, now)
        : Math.min(moves, rule.turnsAt(watched, last.next().holding(), now));
  }

  private static Optional<Instant> known(long at) {
    return at == Nanos.NEVER ? Optional.empty() : Optional.of(Nanos.instant(at));
  }
}
