package io.fengsui.rules.evaluation;

/**
 * The longest of the usual spans between messages, forgotten slowly. Spans in which nobody could be
 * heard for a while do not count.
 *
 * <p>Memory: the span in nanoseconds, a floating-point number; how many were seen.
 */
record Habit(TrackerKey key, int number, int offset) implements Tracker {

  private static final double FORGETS = 0.9;
  private static final int ENOUGH = 5;

  @Override
  public int size() {
    return 2;
  }

  @Override
  public void reset(long[] memory) {
    memory[offset] = Double.doubleToRawLongBits(0);
    memory[offset + 1] = 0;
  }

  /** The subject says something; to be called before {@link Latest#hear}. */
  void heard(Latest latest, long at) {
    if (latest.heard() && !latest.gapSinceHeard()) {
      long[] memory = latest.cells();
      double before = Double.longBitsToDouble(memory[offset]);
      double span = Math.max((double) (at - latest.heardAt()), before * FORGETS);
      memory[offset] = Double.doubleToRawLongBits(span);
      memory[offset + 1]++;
    }
  }

  boolean known(Latest latest) {
    return latest.cells()[offset + 1] >= ENOUGH;
  }

  double span(Latest latest) {
    return Double.longBitsToDouble(latest.cells()[offset]);
  }
}
