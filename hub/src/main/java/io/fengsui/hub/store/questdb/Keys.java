package io.fengsui.hub.store.questdb;

import io.questdb.cairo.vm.api.MemoryCR;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The keys of a column of names, one a row, where they are mapped: quicker to look through than by
 * asking the column for each. Valid while the table's reader is open.
 */
final class Keys {

  /** So many rows are looked through with an {@code int} for an index, which compiles to less. */
  private static final int STRETCH = 1 << 24;

  private final MemorySegment keys;

  /**
   * @param rows how many the column has
   */
  @SuppressWarnings("restricted") // the table's reader keeps it mapped
  Keys(MemoryCR column, long rows) {
    keys = MemorySegment.ofAddress(column.addressOf(0)).reinterpret(rows * Integer.BYTES);
  }

  /** The first row of {@code [from, to)} with a key; {@code to} if there is none. */
  long next(long from, long to, int wanted) {
    for (long row = from; row < to; row += STRETCH) {
      int rows = (int) Math.min(STRETCH, to - row);
      int found =
          first(keys.asSlice(row * Integer.BYTES, (long) rows * Integer.BYTES), rows, wanted);
      if (found < rows) {
        return row + found;
      }
    }
    return to;
  }

  private static int first(MemorySegment stretch, int rows, int wanted) {
    for (int row = 0; row < rows; row++) {
      if (stretch.getAtIndex(ValueLayout.JAVA_INT_UNALIGNED, row) == wanted) {
        return row;
      }
    }
    return rows;
  }
}
