package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule, in the variant that fits, bound to the slots of one {@link Plan}. */
public final class BoundRule implements Bound {

  private final Rule rule;
  private final int rank;
  private final List<Level> levels;
  private final Ladder ladder;
  private final Check[] checks;
  private final Optional<Check> secondary;
  private final Optional<Guard> guard;
  private final Optional<Flaps> flaps;
  private final List<Integer> slots;
  private final long mask;
  private final boolean timed;
  private final boolean stirs;
  private final boolean looksAtSilence;
  private final Function<Latest, Function<String, @Nullable Object>> values;

  BoundRule(
      Plan.Chosen chosen,
      Check[] checks,
      Optional<Check> secondary,
      Optional<Guard> guard,
      Optional<Flaps> flaps,
      List<Integer> slots,
      long mask,
      boolean looksAtSilence,
      Function<Latest, Function<String, @Nullable Object>> values) {
    this.rule = chosen.rule();
    this.rank = chosen.order();
    this.levels = chosen.levels();
    this.ladder = Ladder.of(rule, levels);
    this.checks = checks;
    this.secondary = secondary;
    this.guard = guard;
    this.flaps = flaps;
    this.slots = slots;
    this.mask = mask;
    this.looksAtSilence = looksAtSilence;
    this.values = values;
    this.timed = Stream.of(checks).anyMatch(Check::timed);
    this.stirs = Stream.of(checks).anyMatch(check -> check.stirs(true));
  }

  /** The rule. */
  public Rule rule() {
    return rule;
  }

  /** Its place among all rules. */
  @Override
  public int rank() {
    return rank;
  }

  /** The levels of the variant. */
  public List<Level> levels() {
    return levels;
  }

  /** The numbers that {@link Step} goes by. */
  public Ladder ladder() {
    return ladder;
  }

  /** When its alarm last went up; empty if nobody minds. */
  public Optional<Flaps> flaps() {
    return flaps;
  }

  /** The slots that it looks at, in the order written. */
  public List<Integer> slots() {
    return slots;
  }

  @Override
  public long mask() {
    return mask;
  }

  @Override
  public boolean timed() {
    return timed;
  }

  @Override
  public boolean stirs() {
    return stirs;
  }

  @Override
  public boolean looksAtSilence() {
    return looksAtSilence;
  }

  /**
   * How all levels stand.
   *
   * @param holding for each level whether its clear level counts, in bits
   */
  public int verdicts(Latest latest, int holding, long now) {
    int verdicts = 0;
    Verdict guarded = null;
    for (int level = 0; level < checks.length; level++) {
      Verdict verdict = checks[level].verdict(latest, (holding >> level & 1) != 0, now);
      if (verdict == Verdict.TRUE && guard.isPresent()) {
        if (guarded == null) {
          guarded = guardVerdict(latest);
        }
        verdict = guarded;
      }
      verdicts = Verdicts.with(verdicts, level, verdict);
    }
    return verdicts;
  }

  @Override
  public long stirsAt(Latest latest, long now) {
    long at = Nanos.NEVER;
    for (Check check : checks) {
      if (check.stirs(true)) {
        at = Math.min(at, later(check.turnsTo(Goal.HOLDS, latest, false, now)));
      }
    }
    return at;
  }

  @Override
  public long awaitedAt(Latest latest, long now) {
    long at = Nanos.NEVER;
    for (Check check : checks) {
      if (check.stirs(true)) {
        at = Math.min(at, Math.max(now, check.turnsTo(Goal.HOLDS, latest, false, now)));
      }
    }
    return at;
  }

  /** When time alone next turns a condition one way or the other. */
  public long turnsAt(Latest latest, int holding, long now) {
    long at = Nanos.NEVER;
    for (int level = 0; level < checks.length; level++) {
      if (checks[level].timed()) {
        boolean holds = (holding >> level & 1) != 0;
        at = Math.min(at, later(checks[level].turnsTo(Goal.HOLDS, latest, holds, now)));
        at = Math.min(at, later(checks[level].turnsTo(Goal.OVER, latest, holds, now)));
      }
    }
    return at;
  }

  /** Whether an alarm that goes up now only follows another one. */
  public boolean secondary(Latest latest, long now) {
    return secondary.isPresent() && secondary.get().verdict(latest, false, now) == Verdict.TRUE;
  }

  /** What its guard says; TRUE if it has none. */
  public Verdict guardVerdict(Latest latest) {
    return guard.isPresent() ? guard.get().holds(values.apply(latest)) : Verdict.TRUE;
  }

  /**
   * The limit of a rule that waits for nothing but a silence of so many nanoseconds; 0 if it waits
   * for something else.
   */
  long silence() {
    return checks.length == 1 && guard.isEmpty() && checks[0] instanceof Timed.Silent(long limit)
        ? limit
        : 0;
  }

  static long later(long at) {
    return at == Check.ALREADY ? Nanos.NEVER : at;
  }
}
