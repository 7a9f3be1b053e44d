package io.fengsui.rules.evaluation;

/**
 * How far the latest number is from the mean of those before it, weighted by age with a time
 * constant. Unknown until as long as that has passed since the first, and as a share of a mean of
 * 0.
 *
 * <p>Memory: the mean, the last deviation, the times of the first and the last number.
 */
record Drift(TrackerKey key, int number, int offset, int slot, long over, boolean percent)
    implements Gauge.Kept {

  private static final int DEVIATION = 1;
  private static final int BEGAN = 2;
  private static final int LAST = 3;

  @Override
  public int size() {
    return LAST + 1;
  }

  @Override
  public void reset(long[] memory) {
    memory[offset + BEGAN] = Long.MIN_VALUE;
  }

  @Override
  public void take(Latest latest, double value, long at) {
    long[] memory = latest.cells();
    if (memory[offset + BEGAN] == Long.MIN_VALUE) {
      memory[offset + BEGAN] = at;
      memory[offset] = Double.doubleToRawLongBits(value);
      memory[offset + DEVIATION] = Double.doubleToRawLongBits(0);
    } else {
      double mean = Double.longBitsToDouble(memory[offset]);
      double deviation = Math.abs(value - mean);
      if (percent) {
        deviation = mean == 0 ? Double.NaN : 100 * deviation / Math.abs(mean);
      }
      memory[offset + DEVIATION] = Double.doubleToRawLongBits(deviation);
      double passed = (double) (at - memory[offset + LAST]) / over;
      mean += (value - mean) * (1 - Math.exp(-passed));
      memory[offset] = Double.doubleToRawLongBits(mean);
    }
    memory[offset + LAST] = at;
  }

  @Override
  public double read(Latest latest) {
    long[] memory = latest.cells();
    return memory[offset + LAST] - memory[offset + BEGAN] < over
        ? Double.NaN
        : Double.longBitsToDouble(memory[offset + DEVIATION]);
  }
}
