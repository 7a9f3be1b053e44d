package io.fengsui.adapter.gb26875;

/** Numbers in bytes, low byte first. Callers have checked that the bytes are there. */
final class Bytes {

  private Bytes() {}

  static int u8(byte[] bytes, int offset) {
    return bytes[offset] & 0xFF;
  }

  static int u16(byte[] bytes, int offset) {
    return u8(bytes, offset) | (u8(bytes, offset + 1) << 8);
  }

  static long number(byte[] bytes, int offset, int length) {
    long number = 0;
    for (int i = length - 1; i >= 0; i--) {
      number = (number << 8) | u8(bytes, offset + i);
    }
    return number;
  }

  static void put(byte[] bytes, int offset, long number, int length) {
    for (int i = 0; i < length; i++) {
      bytes[offset + i] = (byte) (number >>> (8 * i));
    }
  }
}
