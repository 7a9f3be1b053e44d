package io.fengsui.rules.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * By how much the latest number is above the least of a window, or below the greatest. The window
 * is the sixteenth of it in which the latest number lies and the 16 before, so that it costs the
 * same however many numbers it has. Falls are rises of the numbers' negatives.
 *
 * <p>Of each part only its least number matters, and only if no later part has one as low. Those
 * that are left are kept the oldest first, which is the least of all: three of them in cells, since
 * there are seldom more, the others beside, where room for them grows. The first cell says which
 * parts they are of: a bit each, counted back from the latest part, whose number stands above.
 */
record Swing(TrackerKey key, int number, int offset, int slot, long within, boolean falls)
    implements Gauge.Kept {

  private static final int SPLIT = 16;
  private static final int PARTS = SPLIT + 1;
  private static final long BITS = (1L << PARTS) - 1;
  private static final long PART = -1L >>> PARTS;
  private static final int NEAR = 3;

  @Override
  public int size() {
    return 1 + NEAR;
  }

  @Override
  public void reset(long[] cells) {
    cells[offset] = 0;
  }

  @Override
  public void take(Latest latest, double value, long at) {
    long[] cells = latest.cells();
    double up = falls ? -value : value;
    long part = part(at) & PART;
    long bits = age(latest, part - (cells[offset] >>> PARTS) & PART);
    int size = Long.bitCount(bits);
    while (size > 0 && get(latest, size - 1) >= up) {
      size--;
      bits &= bits - 1;
    }
    if ((bits & 1) == 0) {
      set(latest, size, up);
      bits |= 1;
    }
    cells[offset] = part << PARTS | bits;
  }

  /** Forgets what leaves the window when so many parts have passed; answers which are left. */
  private long age(Latest latest, long passed) {
    long bits = latest.cells()[offset] & BITS;
    if (passed == 0) {
      return bits;
    }
    long left = passed >= PARTS ? 0 : bits << passed & BITS;
    int size = Long.bitCount(left);
    int gone = Long.bitCount(bits) - size;
    for (int i = 0; gone > 0 && i < size; i++) {
      set(latest, i, get(latest, i + gone));
    }
    return left;
  }

  @Override
  public double read(Latest latest) {
    double value = latest.number(slot);
    return (falls ? -value : value) - get(latest, 0);
  }

  /** {@code floor(at · 16 / within)}, without leaving the range. */
  private long part(long at) {
    return SPLIT * Math.floorDiv(at, within) + SPLIT * Math.floorMod(at, within) / within;
  }

  private double get(Latest latest, int i) {
    long @Nullable [] side = i < NEAR ? null : latest.side(number);
    return Double.longBitsToDouble(side == null ? latest.cells()[offset + 1 + i] : side[i - NEAR]);
  }

  private void set(Latest latest, int i, double value) {
    long bits = Double.doubleToRawLongBits(value);
    if (i < NEAR) {
      latest.cells()[offset + 1 + i] = bits;
      return;
    }
    long @Nullable [] side = latest.side(number);
    int place = i - NEAR;
    if (side == null || side.length <= place) {
      int room = Math.min(PARTS - NEAR, 2 * place + 2);
      side = side == null ? new long[room] : Arrays.copyOf(side, room);
      latest.side(number, side);
    }
    side[place] = bits;
  }
}
