package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;

/** A measure bound to the slots and the memory of one {@link Plan}. */
public sealed interface Gauge permits Gauge.Reading, Gauge.Kept, Tally {

  /** What it shows; NaN while unknown. */
  double value(Latest latest, long now);

  /** Whether the subject has ever reported what it follows from. */
  boolean reported(Latest latest);

  /** Names the slots that it follows from. */
  void slots(IntConsumer to);

  /** The latest value of a slot. */
  record Reading(int slot) implements Gauge {
    @Override
    public double value(Latest latest, long now) {
      return latest.number(slot);
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

  /** What follows from the numbers of one slot by what is remembered of them. */
  sealed interface Kept extends Gauge, Tracker permits Swing, Drift, Trend {

    /** The slot that it follows. */
    int slot();

    /** Takes a number in, which is not older than any before it. */
    void take(Latest latest, double number, long at);

    /** What it shows once it has taken in the slot's latest value, a number. */
    double read(Latest latest);

    @Override
    default double value(Latest latest, long now) {
      return Values.isNumber(latest.bits(slot())) ? read(latest) : Double.NaN;
    }

    @Override
    default boolean reported(Latest latest) {
      return latest.reported(slot());
    }

    @Override
    default void slots(IntConsumer to) {
      to.accept(slot());
    }
  }
}
