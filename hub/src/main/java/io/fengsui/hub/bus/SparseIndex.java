package io.fengsui.hub.bus;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Where in a segment some of its batches begin, one for each {@link #EVERY} bytes or so. A hint:
 * whoever uses it looks whether the batch stands there. One thread adds, others may read meanwhile.
 */
final class SparseIndex {

  /** How far apart in the file the batches are that it knows. */
  static final int EVERY = 64 << 10;

  private static final int MAGIC = 0x46534931; // "FSI1"
  private static final int LINE = 3 * Long.BYTES;
  private static final int HEAD = 2 * Integer.BYTES;

  /** Offset, first position and stamp of each known batch, one after the other. */
  private long[] lines = new long[3 * 16];

  private volatile int known;

  /** Notes a batch, which stands after those noted before, if it is far enough from them. */
  void note(long offset, BatchHeader batch) {
    note(offset, batch.first(), batch.at());
  }

  void note(long offset, long first, long at) {
    int count = known;
    if (count > 0 && offset - lines[3 * (count - 1)] < EVERY) {
      return;
    }
    if (3 * count == lines.length) {
      lines = Arrays.copyOf(lines, 2 * lines.length);
    }
    lines[3 * count] = offset;
    lines[3 * count + 1] = first;
    lines[3 * count + 2] = at;
    known = count + 1;
  }

  /** Offset of the last known batch that begins at or before the position; 0 if there is none. */
  long holding(long position) {
    return floor(1, position);
  }

  /** Offset of the last known batch that is older than the stamp; 0 if there is none. */
  long before(long at) {
    return floor(2, at - 1);
  }

  byte[] toBytes() {
    int count = known;
    var bytes = ByteBuffer.allocate(HEAD + count * LINE).putInt(MAGIC).putInt(0);
    for (int i = 0; i < 3 * count; i++) {
      bytes.putLong(lines[i]);
    }
    return bytes.putInt(Integer.BYTES, crc(bytes.array())).array();
  }

  /** Reads what {@link #toBytes} wrote; answers an empty index for anything else. */
  static SparseIndex of(byte[] content) {
    var index = new SparseIndex();
    var bytes = ByteBuffer.wrap(content);
    if (content.length >= HEAD
        && (content.length - HEAD) % LINE == 0
        && bytes.getInt() == MAGIC
        && bytes.getInt() == crc(content)) {
      while (bytes.hasRemaining()) {
        index.note(bytes.getLong(), bytes.getLong(), bytes.getLong());
      }
    }
    return index;
  }

  boolean isEmpty() {
    return known == 0;
  }

  private long floor(int column, long wanted) {
    int low = 0;
    int high = known; // before lines, which then holds at least as much
    long[] table = lines;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (table[3 * middle + column] <= wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : table[3 * (low - 1)];
  }

  private static int crc(byte[] content) {
    var crc = new CRC32C();
    crc.update(content, HEAD, content.length - HEAD);
    return (int) crc.getValue();
  }
}
