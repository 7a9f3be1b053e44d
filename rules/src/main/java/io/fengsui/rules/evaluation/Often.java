package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;

/** Whether something was counted at least so often within its window. */
record Often(Tally tally, double level, double clear) implements Check.Leaf {
  @Override
  public Verdict verdict(Latest latest, boolean holding, long now) {
    return Verdict.of(tally.fewerAt(latest, holding ? clear : level) > now);
  }

  @Override
  public long turnsAfter(boolean upwards, Latest latest, boolean holding, long now) {
    return upwards ? Nanos.NEVER : tally.fewerAt(latest, holding ? clear : level);
  }

  @Override
  public boolean stirs(boolean upwards) {
    return !upwards;
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
