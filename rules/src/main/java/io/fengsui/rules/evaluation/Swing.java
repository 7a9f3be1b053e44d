package io.fengsui.rules.evaluation;

import java.util.Arrays;

/**
 * By how much the latest number is above the least of a window, or below the greatest. The window
 * is the sixteenth of it in which the latest number lies and the 16 before, so that it costs the
 * same however many numbers it has.
 *
 * <p>Memory: the number of the latest part; the least number of the window; the least of each part
 * or NaN. Falls are rises of the numbers' negatives.
 */
record Swing(TrackerKey key, int slot, int offset, long within, boolean falls)
    implements Gauge.Kept {

  private static final int SPLIT = 16;
  private static final int PARTS = SPLIT + 1;
  private static final int LEAST = 1;
  private static final int FIRST = 2;

  @Override
  public int size() {
    return FIRST + PARTS;
  }

  @Override
  public void reset(long[] memory) {
    memory[offset] = Long.MIN_VALUE;
    clear(memory);
  }

  @Override
  public void take(long[] memory, double number, long at) {
    double up = falls ? -number : number;
    long part = part(at);
    long latest = memory[offset];
    if (part == latest) {
      int cell = offset + FIRST + Math.floorMod(part, PARTS);
      if (!(up >= get(memory, cell))) {
        set(memory, cell, up);
      }
      if (!(up >= get(memory, offset + LEAST))) {
        set(memory, offset + LEAST, up);
      }
      return;
    }
    if (latest == Long.MIN_VALUE || part - latest >= PARTS) {
      clear(memory);
    } else {
      for (long gone = latest + 1; gone < part; gone++) {
        set(memory, offset + FIRST + Math.floorMod(gone, PARTS), Double.NaN);
      }
    }
    memory[offset] = part;
    set(memory, offset + FIRST + Math.floorMod(part, PARTS), up);
    set(memory, offset + LEAST, least(memory));
  }

  @Override
  public double read(Latest latest) {
    double number = latest.number(slot);
    return (falls ? -number : number) - get(latest.memory(), offset + LEAST);
  }

  /** {@code floor(at · 16 / within)}, without leaving the range. */
  private long part(long at) {
    return SPLIT * Math.floorDiv(at, within) + SPLIT * Math.floorMod(at, within) / within;
  }

  private double least(long[] memory) {
    double least = Double.NaN;
    for (int i = 0; i < PARTS; i++) {
      double number = get(memory, offset + FIRST + i);
      if (!(number >= least) && !Double.isNaN(number)) {
        least = number;
      }
    }
    return least;
  }

  private void clear(long[] memory) {
    int first = offset + FIRST;
    Arrays.fill(memory, first, first + PARTS, Double.doubleToRawLongBits(Double.NaN));
  }

  private static double get(long[] memory, int cell) {
    return Double.longBitsToDouble(memory[cell]);
  }

  private static void set(long[] memory, int cell, double number) {
    memory[cell] = Double.doubleToRawLongBits(number);
  }
}
