package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Scope;
import java.util.List;

/**
 * A device's part in a {@link Share} of one of its places.
 *
 * @param rank after all rules, by scope and slot
 * @param slot of the share in the place's plan
 * @param within how long it goes on to count; nanoseconds
 */
public record BoundMember(
    int rank,
    Scope scope,
    int slot,
    Share share,
    Check check,
    long within,
    List<Integer> slots,
    long mask,
    boolean timed,
    boolean looksAtSilence)
    implements Bound {

  /** Whether the device counts. */
  public Verdict verdict(Latest latest, boolean holding, long now) {
    return check.verdict(latest, holding, now);
  }

  @Override
  public boolean stirs() {
    return check.stirs(true);
  }

  @Override
  public long stirsAt(Latest latest, long now) {
    return BoundRule.later(check.turnsTo(Goal.HOLDS, latest, false, now));
  }

  @Override
  public long awaitedAt(Latest latest, long now) {
    return Math.max(now, check.turnsTo(Goal.HOLDS, latest, false, now));
  }

  /** When time alone next turns that; {@link Nanos#NEVER} if never. */
  public long turnsAt(Latest latest, boolean holding, long now) {
    Goal goal = holding ? Goal.HOLDS_NOT : Goal.HOLDS;
    return timed ? BoundRule.later(check.turnsTo(goal, latest, holding, now)) : Nanos.NEVER;
  }
}
