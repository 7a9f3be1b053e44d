package io.fengsui.hub.bus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteWriter} wrote. Every read is checked against the limit and throws {@link
 * IndexOutOfBoundsException} beyond it, before anything is allocated. Used by one thread.
 */
final class ByteReader {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = {};
  private int at;
  private int limit;

  /** Continues on another stretch of bytes. */
  void reset(byte[] source, int offset, int length) {
    bytes = source;
    at = offset;
    limit = offset + length;
  }

  int remaining() {
    return limit - at;
  }

  int u8() {
    return bytes[advance(1)] & 0xff;
  }

  long i64() {
    return (long) LONG.get(bytes, advance(Long.BYTES));
  }

  double f64() {
    return Double.longBitsToDouble(i64());
  }

  int varint() {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      int next = u8();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) {
        if (value < 0) {
          break;
        }
        return value;
      }
    }
    throw new IndexOutOfBoundsException("a number is too long");
  }

  String text() {
    int length = varint();
    return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
  }

  /** A text that is likely to come again. */
  <T> T text(Interned<T> known) {
    int length = varint();
    return known.get(bytes, advance(length), length);
  }

  private int advance(int length) {
    if (length > limit - at) {
      throw new IndexOutOfBoundsException("the record ends early");
    }
    int from = at;
    at += length;
    return from;
  }
}
