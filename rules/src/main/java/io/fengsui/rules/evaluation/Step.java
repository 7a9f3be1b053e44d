package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Fading;
import io.fengsui.rules.state.AlarmState.Firing;
import io.fengsui.rules.state.AlarmState.Pending;
import io.fengsui.rules.state.AlarmState.Quiet;
import java.time.Instant;
import java.util.Optional;

/**
 * One move of an alarm: a function of rule, state, verdict and time, and of nothing else.
 *
 * <pre>
 *             TRUE              held long enough              FALSE               kept long enough
 *   Quiet ───────────▶ Pending ─────────────────▶ Firing ─────────────▶ Fading ─────────────────▶ Quiet
 *     ▲                   │ FALSE                    ▲      RAISED        │ TRUE                   CLEARED
 *     └───────────────────┘                          └────────────────────┘
 * </pre>
 *
 * @param next where the alarm stands now
 * @param turn what people are told
 * @param wakeAt when the same verdict would move it again by time alone; always later than now
 */
public record Step(AlarmState next, Turn turn, Optional<Instant> wakeAt) {

  /** What a move means for people. */
  public enum Turn {
    NONE,
    RAISED,
    CLEARED
  }

  /** The move that {@code verdict} at {@code now} makes. */
  public static Step of(Rule rule, AlarmState state, Verdict verdict, Instant now) {
    return switch (state) {
      case Quiet _ -> verdict == Verdict.TRUE ? pend(rule, new Pending(now), now) : stay(state);
      case Pending pending ->
          switch (verdict) {
            case TRUE -> pend(rule, pending, now);
            case FALSE -> stay(Quiet.QUIET);
            case UNKNOWN ->
                wait(pending, pending.since().plus(rule.levels().getFirst().holdFor()), now);
          };
      case Firing firing ->
          verdict == Verdict.FALSE
              ? fade(rule, new Fading(firing.began(), now), now)
              : stay(firing);
      case Fading fading ->
          switch (verdict) {
            case TRUE -> stay(new Firing(fading.began()));
            case FALSE -> fade(rule, fading, now);
            case UNKNOWN -> wait(fading, fading.since().plus(rule.keepFor()), now);
          };
    };
  }

  private static Step pend(Rule rule, Pending pending, Instant now) {
    Instant due = pending.since().plus(rule.levels().getFirst().holdFor());
    return due.isAfter(now)
        ? wait(pending, due, now)
        : new Step(new Firing(pending.since()), Turn.RAISED, Optional.empty());
  }

  private static Step fade(Rule rule, Fading fading, Instant now) {
    Instant due = fading.since().plus(rule.keepFor());
    return due.isAfter(now)
        ? wait(fading, due, now)
        : new Step(Quiet.QUIET, Turn.CLEARED, Optional.empty());
  }

  private static Step wait(AlarmState state, Instant due, Instant now) {
    return new Step(state, Turn.NONE, Optional.of(due).filter(now::isBefore));
  }

  private static Step stay(AlarmState state) {
    return new Step(state, Turn.NONE, Optional.empty());
  }
}
