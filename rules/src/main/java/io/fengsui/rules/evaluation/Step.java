package io.fengsui.rules.evaluation;

import io.fengsui.rules.state.AlarmState;
import io.fengsui.rules.state.AlarmState.Fading;
import io.fengsui.rules.state.AlarmState.Firing;
import io.fengsui.rules.state.AlarmState.Pending;
import io.fengsui.rules.state.AlarmState.Quiet;
import io.fengsui.rules.state.Since;

/**
 * One move of an alarm: a function of a rule's spans, state, verdicts and time, and of nothing
 * else.
 *
 * <pre>
 *          one level holds      one held long enough        all are over          kept long enough
 *   Quiet ─────────────▶ Pending ─────────────────▶ Firing ─────────────▶ Fading ─────────────────▶ Quiet
 *     ▲                   │ all over       RAISED    ▲  │ a graver one     │ one holds         CLEARED
 *     └───────────────────┘                          │  ▼ held ESCALATED   │
 *                                                    └─────────────────────┘
 * </pre>
 *
 * @param next where the alarm stands now
 * @param turn what people are told
 * @param verdicts those that made the move, as {@link Verdicts}
 * @param wakeAt when the same verdicts would move it again by time alone, always later than now;
 *     {@link Nanos#NEVER} if never
 */
public record Step(AlarmState next, Turn turn, int verdicts, long wakeAt) {

  /** An alarm that has not moved yet. */
  public static final Step NONE = new Step(Quiet.QUIET, Turn.NONE, Verdicts.UNKNOWN, Nanos.NEVER);

  /** What a move means for people. */
  public enum Turn {
    NONE,
    RAISED,
    ESCALATED,
    CLEARED
  }

  /**
   * The move that {@code verdicts} at {@code now} make.
   *
   * @param flaps whether an alarm that goes up now flaps
   * @param listens from when on it may come down: later than now while nobody can be heard
   */
  public static Step of(
      Ladder ladder, AlarmState state, int verdicts, boolean flaps, long now, long listens) {
    return switch (state) {
      case Quiet _ -> climb(ladder, Since.NONE, verdicts, flaps, now);
      case Pending pending -> climb(ladder, pending.since(), verdicts, flaps, now);
      case Firing firing ->
          Verdicts.allOver(verdicts, ladder.levels())
              ? fade(
                  ladder,
                  new Fading(firing.began(), firing.level(), firing.flapping(), listens),
                  verdicts,
                  now)
              : escalate(ladder, firing, verdicts, now);
      case Fading fading ->
          Verdicts.anyHolds(verdicts)
              ? escalate(
                  ladder,
                  new Firing(fading.began(), fading.level(), fading.flapping(), Since.NONE),
                  verdicts,
                  now)
              : fade(ladder, fading, verdicts, now);
    };
  }

  private static Step climb(Ladder ladder, Since before, int verdicts, boolean flaps, long now) {
    Since since = heed(before, 0, ladder.levels(), verdicts, now);
    if (since.levels() == 0) {
      return new Step(Quiet.QUIET, Turn.NONE, verdicts, Nanos.NEVER);
    }
    int top = gravest(ladder, since, verdicts, now);
    if (top < 0) {
      return new Step(new Pending(since), Turn.NONE, verdicts, heldAt(ladder, since, now));
    }
    long began = Long.MAX_VALUE;
    for (int level = 0; level <= top; level++) {
      if (held(ladder, since, verdicts, level, now)) {
        began = Math.min(began, since.at(level));
      }
    }
    return firing(ladder, new Firing(began, top, flaps, since), Turn.RAISED, verdicts, now);
  }

  private static Step escalate(Ladder ladder, Firing firing, int verdicts, long now) {
    Since since = heed(firing.since(), firing.level() + 1, ladder.levels(), verdicts, now);
    int top = gravest(ladder, since, verdicts, now);
    return firing(
        ladder,
        new Firing(firing.began(), Math.max(top, firing.level()), firing.flapping(), since),
        top < 0 ? Turn.NONE : Turn.ESCALATED,
        verdicts,
        now);
  }

  /** What lies at or below the level it has reached no longer counts. */
  private static Step firing(Ladder ladder, Firing firing, Turn turn, int verdicts, long now) {
    Since since = firing.since().only(-2 << firing.level());
    return new Step(
        new Firing(firing.began(), firing.level(), firing.flapping(), since),
        turn,
        verdicts,
        heldAt(ladder, since, now));
  }

  private static Step fade(Ladder ladder, Fading fading, int verdicts, long now) {
    long due = ladder.overAt(fading.over(), fading.flapping());
    boolean over = Verdicts.allOver(verdicts, ladder.levels());
    return over && due <= now
        ? new Step(Quiet.QUIET, Turn.CLEARED, verdicts, Nanos.NEVER)
        : new Step(fading, Turn.NONE, verdicts, due > now ? due : Nanos.NEVER);
  }

  /** Begins to count for levels that hold, ends for those that are over. */
  private static Since heed(Since before, int from, int to, int verdicts, long now) {
    Since since = before;
    for (int level = from; level < to; level++) {
      since =
          switch (Verdicts.of(verdicts, level)) {
            case TRUE -> since.has(level) ? since : since.with(level, now);
            case FALSE -> since.only(~(1 << level));
            case UNKNOWN -> since;
          };
    }
    return since;
  }

  private static boolean held(Ladder ladder, Since since, int verdicts, int level, long now) {
    return Verdicts.of(verdicts, level) == Verdict.TRUE
        && since.has(level)
        && ladder.heldAt(level, since.at(level)) <= now;
  }

  /** The gravest level that has held long enough; -1 if none. */
  private static int gravest(Ladder ladder, Since since, int verdicts, long now) {
    int top = ladder.levels() - 1;
    while (top >= 0 && !held(ladder, since, verdicts, top, now)) {
      top--;
    }
    return top;
  }

  /** When the next level will have held long enough. */
  private static long heldAt(Ladder ladder, Since since, long now) {
    long first = Nanos.NEVER;
    for (int level = 0; level < ladder.levels(); level++) {
      if (since.has(level)) {
        long at = ladder.heldAt(level, since.at(level));
        first = at > now ? Math.min(first, at) : first;
      }
    }
    return first;
  }
}
