package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;

/**
 * Whether a gauge shows at least a level, or less than one.
 *
 * @param above else below
 */
record Threshold(Gauge gauge, boolean above, double level, double clear) implements Check.Leaf {
  @Override
  public Verdict verdict(Latest latest, boolean holding, long now) {
    double value = gauge.value(latest, now);
    if (Double.isNaN(value)) {
      return Verdict.UNKNOWN;
    }
    return Verdict.of(above == value >= (holding ? clear : level));
  }

  @Override
  public boolean reported(Latest latest) {
    return gauge.reported(latest);
  }

  @Override
  public void slots(IntConsumer to) {
    gauge.slots(to);
  }
}
