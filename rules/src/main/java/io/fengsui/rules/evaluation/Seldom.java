package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;

/**
 * Whether something was counted less than so often within its window; that is known only once the
 * whole window was watched, its contrary as soon as it is so.
 */
record Seldom(Tally tally, double level, double clear) implements Check.Leaf {
  @Override
  public Verdict verdict(Latest latest, boolean holding, long now) {
    if (tally.fewerAt(latest, holding ? clear : level) > now) {
      return Verdict.FALSE;
    }
    return now >= tally.knownAt(latest) ? Verdict.TRUE : Verdict.UNKNOWN;
  }

  @Override
  public long turnsAfter(boolean upwards, Latest latest, boolean holding, long now) {
    long fewerAt = tally.fewerAt(latest, holding ? clear : level);
    return upwards ? Math.max(fewerAt, tally.knownAt(latest)) : Nanos.NEVER;
  }

  @Override
  public boolean stirs(boolean upwards) {
    return upwards;
  }

  @Override
  public boolean reported(Latest latest) {
    return tally.reported(latest);
  }

  @Override
  public void slots(IntConsumer to) {
    tally.slots(to);
  }
}
