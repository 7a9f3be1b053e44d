package io.fengsui.rules.evaluation;

/**
 * In how many seconds a level is reached along the line that fits the numbers best, the newer ones
 * more. Unknown until three numbers are known and half of its time constant has passed since the
 * first.
 *
 * <p>Memory: sums of the weights w, of w·t, w·t², w·v and w·t·v, where t counts seconds from the
 * latest number; the times of the first and the last number; how many there were, negative if the
 * first lay above the level.
 */
record Trend(TrackerKey key, int number, int offset, int slot, double level, long over)
    implements Gauge.Kept {

  private static final int S1 = 1;
  private static final int S2 = 2;
  private static final int T0 = 3;
  private static final int T1 = 4;
  private static final int BEGAN = 5;
  private static final int LAST = 6;
  private static final int COUNT = 7;
  private static final int ENOUGH = 3;
  private static final double SECOND = 1e9;

  @Override
  public int size() {
    return COUNT + 1;
  }

  @Override
  public void reset(long[] memory) {
    memory[offset + COUNT] = 0;
  }

  @Override
  public void take(Latest latest, double value, long at) {
    long[] memory = latest.cells();
    long count = memory[offset + COUNT];
    if (count == 0) {
      memory[offset + BEGAN] = at;
      set(memory, 0, 1);
      set(memory, S1, 0);
      set(memory, S2, 0);
      set(memory, T0, value);
      set(memory, T1, 0);
      memory[offset + COUNT] = value > level ? -1 : 1;
    } else {
      age(memory, at - memory[offset + LAST]);
      set(memory, 0, get(memory, 0) + 1);
      set(memory, T0, get(memory, T0) + value);
      if (Math.abs(count) < ENOUGH) {
        memory[offset + COUNT] = count + Long.signum(count);
      }
    }
    memory[offset + LAST] = at;
  }

  /** Moves the origin of time on. */
  private void age(long[] memory, long nanos) {
    double weight = Math.exp(-(double) nanos / over);
    double by = nanos / SECOND;
    double s0 = get(memory, 0);
    double s1 = get(memory, S1);
    double t0 = get(memory, T0);
    set(memory, S2, weight * (get(memory, S2) - 2 * by * s1 + by * by * s0));
    set(memory, S1, weight * (s1 - by * s0));
    set(memory, T1, weight * (get(memory, T1) - by * t0));
    set(memory, 0, weight * s0);
    set(memory, T0, weight * t0);
  }

  @Override
  public double read(Latest latest) {
    long[] memory = latest.cells();
    long count = memory[offset + COUNT];
    if (Math.abs(count) < ENOUGH || memory[offset + LAST] - memory[offset + BEGAN] < over / 2) {
      return Double.NaN;
    }
    double value = latest.number(slot);
    if (count < 0 ? value <= level : value >= level) {
      return 0;
    }
    double s0 = get(memory, 0);
    double s1 = get(memory, S1);
    double spread = s0 * get(memory, S2) - s1 * s1;
    double slope = spread > 0 ? (s0 * get(memory, T1) - s1 * get(memory, T0)) / spread : 0;
    double way = level - value;
    return way * slope > 0 ? way / slope : Double.POSITIVE_INFINITY;
  }

  private double get(long[] memory, int cell) {
    return Double.longBitsToDouble(memory[offset + cell]);
  }

  private void set(long[] memory, int cell, double number) {
    memory[offset + cell] = Double.doubleToRawLongBits(number);
  }
}
