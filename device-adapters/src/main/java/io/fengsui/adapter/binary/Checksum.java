package io.fengsui.adapter.binary;

/** What a payload ends with. */
public enum Checksum {
  NONE(0),
  /** The sum of all bytes before it, modulo 256. */
  SUM8(1),
  /** CRC-16/MODBUS of all bytes before it, high byte first. */
  CRC16_MODBUS(2),
  /** The same, low byte first. */
  CRC16_MODBUS_LOW_FIRST(2);

  private static final int MODBUS = 0xa001;

  private final int size;

  Checksum(int size) {
    this.size = size;
  }

  boolean fits(byte[] bytes) {
    int end = bytes.length - size;
    if (end < 0) {
      return false;
    }
    return switch (this) {
      case NONE -> true;
      case SUM8 -> (bytes[end] & 0xff) == sum(bytes, end);
      case CRC16_MODBUS -> both(bytes[end], bytes[end + 1]) == crc(bytes, end);
      case CRC16_MODBUS_LOW_FIRST -> both(bytes[end + 1], bytes[end]) == crc(bytes, end);
    };
  }

  private static int both(byte high, byte low) {
    return (high & 0xff) << 8 | (low & 0xff);
  }

  private static int sum(byte[] bytes, int end) {
    int sum = 0;
    for (int i = 0; i < end; i++) {
      sum += bytes[i];
    }
    return sum & 0xff;
  }

  static int crc(byte[] bytes, int end) {
    int crc = 0xffff;
    for (int i = 0; i < end; i++) {
      crc ^= bytes[i] & 0xff;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ MODBUS;
      }
    }
    return crc;
  }
}
