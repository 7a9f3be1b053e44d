package io.fengsui.hub.bus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes, big-endian. Used by one thread. */
final class ByteWriter {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int LONGEST_VARINT = 5;

  private byte[] bytes;
  private int length;

  ByteWriter(int expected) {
    bytes = new byte[expected];
  }

  /** The array behind; only the first {@link #length()} bytes count. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void u8(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  void i64(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, length, value);
    length += Long.BYTES;
  }

  void f64(double value) {
    i64(Double.doubleToRawLongBits(value));
  }

  /** A number from 0 on, in one to five bytes. */
  void varint(int value) {
    ensure(LONGEST_VARINT);
    length = putVarint(bytes, length, value);
  }

  /** Length in bytes, then UTF-8. An unpaired surrogate is written as a question mark. */
  void text(String text) {
    int chars = text.length();
    ensure(chars + LONGEST_VARINT);
    int at = putVarint(bytes, length, chars);
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        wideText(text);
        return;
      }
      bytes[at++] = (byte) c;
    }
    length = at;
  }

  private void wideText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    ensure(utf8.length);
    System.arraycopy(utf8, 0, bytes, length, utf8.length);
    length += utf8.length;
  }

  static int putVarint(byte[] into, int at, int value) {
    int rest = value;
    int index = at;
    while (rest >>> 7 != 0) {
      into[index++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    into[index++] = (byte) rest;
    return index;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
