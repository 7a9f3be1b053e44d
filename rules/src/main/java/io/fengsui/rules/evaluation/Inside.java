package io.fengsui.rules.evaluation;

import io.fengsui.rules.Position;
import java.util.function.IntConsumer;

/** Whether a position is in an area. */
record Inside(int slot, Area area) implements Check.Leaf {
  @Override
  public Verdict verdict(Latest latest, boolean holding, long now) {
    return latest.object(slot) instanceof Position(double latitude, double longitude)
        ? Verdict.of(area.contains(latitude, longitude))
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
