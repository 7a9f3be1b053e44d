package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Whether a text equals. */
record TextIs(int slot, String wanted) implements Check.Leaf {
  @Override
  public Verdict verdict(Latest latest, boolean holding, long now) {
    return of(latest.object(slot), wanted);
  }

  static Verdict of(@Nullable Object value, String wanted) {
    return value instanceof String text ? Verdict.of(text.equals(wanted)) : Verdict.UNKNOWN;
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
