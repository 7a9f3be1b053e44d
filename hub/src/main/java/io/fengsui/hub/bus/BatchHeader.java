package io.fengsui.hub.bus;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The head of a batch: the records that were made durable by one {@code fsync}.
 *
 * <pre>
 *   0  int   magic, and with it the format's number ("FSB1")
 *   4  int   CRC-32C over everything that follows in the batch
 *   8  int   bytes of records after the head
 *  12  int   number of records
 *  16  long  position of the first record
 *  24  long  when the batch was formed, nanoseconds since 1970
 *  32        records: length as a varint, then {@link EntryEncoder}'s bytes
 * </pre>
 *
 * @param bytes of records after the head
 * @param count records, at least one
 * @param first position of the first record
 * @param at nanoseconds since 1970
 */
record BatchHeader(int crc, int bytes, int count, long first, long at) {

  static final int SIZE = 32;
  static final int MAGIC = 0x46534231;
  static final int LARGEST_RECORD = 1 << 20;
  static final int LARGEST_BATCH = 4 << 20;

  private static final int CRC_FROM = 8;

  /** Fills in the head of a batch whose records stand in {@code batch} from {@link #SIZE} on. */
  static void seal(byte[] batch, int length, int count, long first, long at) {
    ByteBuffer head = ByteBuffer.wrap(batch, 0, SIZE);
    head.putInt(0, MAGIC)
        .putInt(8, length - SIZE)
        .putInt(12, count)
        .putLong(16, first)
        .putLong(24, at);
    head.putInt(4, crc(batch, 0, length));
  }

  /** Whether a head in this format can stand here; says nothing about the bytes after it. */
  static boolean isAt(byte[] source, int offset) {
    ByteBuffer head = ByteBuffer.wrap(source);
    int bytes = head.getInt(offset + 8);
    int count = head.getInt(offset + 12);
    return head.getInt(offset) == MAGIC
        && bytes > 0
        && bytes <= LARGEST_BATCH
        && count > 0
        && count <= bytes;
  }

  static BatchHeader read(byte[] source, int offset) {
    ByteBuffer head = ByteBuffer.wrap(source);
    return new BatchHeader(
        head.getInt(offset + 4),
        head.getInt(offset + 8),
        head.getInt(offset + 12),
        head.getLong(offset + 16),
        head.getLong(offset + 24));
  }

  /** Position after the last record. */
  long next() {
    return first + count;
  }

  /** Bytes of the whole batch. */
  int size() {
    return SIZE + bytes;
  }

  /** Whether the whole batch, which stands at {@code offset}, is as it was written. */
  boolean isIntact(byte[] source, int offset) {
    return crc(source, offset, size()) == crc;
  }

  private static int crc(byte[] source, int offset, int length) {
    var crc = new CRC32C();
    crc.update(source, offset + CRC_FROM, length - CRC_FROM);
    return (int) crc.getValue();
  }
}
