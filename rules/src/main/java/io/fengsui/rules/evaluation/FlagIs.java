package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;

/** Whether a flag is set, or not. */
record FlagIs(int slot, boolean wanted) implements Check.Leaf {
  @Override
  public Verdict verdict(Latest latest, boolean holding, long now) {
    return of(latest.bits(slot), wanted);
  }

  static Verdict of(long bits, boolean wanted) {
    return bits == Values.ON || bits == Values.OFF
        ? Verdict.of(bits == Values.of(wanted))
        : Verdict.UNKNOWN;
  }

  @Override
  public boolean reported(Latest latest) {
    return latest.reported(slot);
  }

  @Override
  public void slots(IntConsumer to) {
    to.accept(slot);
  }
}
