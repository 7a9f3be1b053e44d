package io.fengsui.adapter.mqtt.convention.sparkplug;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes payloads for tests, field by field. */
final class Made {

  private Made() {}

  /** Of no time of its own. */
  static byte[] payload(int seq, byte[]... metrics) {
    var out = new ByteArrayOutputStream();
    for (byte[] metric : metrics) {
      out.writeBytes(block(2, metric));
    }
    out.writeBytes(number(3, seq));
    return out.toByteArray();
  }

  static byte[] join(byte[]... fields) {
    var out = new ByteArrayOutputStream();
    for (byte[] field : fields) {
      out.writeBytes(field);
    }
    return out.toByteArray();
  }

  static byte[] name(String name, int alias, int datatype) {
    return join(text(1, name), number(2, alias), number(4, datatype));
  }

  static byte[] flag(String name, int alias, boolean on) {
    return join(name(name, alias, Datatype.BOOLEAN), number(14, on ? 1 : 0));
  }

  static byte[] flag(int alias, boolean on) {
    return join(number(2, alias), number(14, on ? 1 : 0));
  }

  static byte[] session(int bdSeq) {
    return join(text(1, "bdSeq"), number(4, Datatype.INT64), number(11, bdSeq));
  }

  static byte[] text(int field, String text) {
    return block(field, text.getBytes(UTF_8));
  }

  static byte[] block(int field, byte[]... parts) {
    byte[] value = join(parts);
    return join(varint((long) field << 3 | 2), varint(value.length), value);
  }

  static byte[] number(int field, long value) {
    return join(varint((long) field << 3), varint(value));
  }

  static byte[] real(int field, double value) {
    byte[] bytes =
        ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
    return join(varint((long) field << 3 | 1), bytes);
  }

  static byte[] varint(long value) {
    var out = new ByteArrayOutputStream();
    long left = value;
    do {
      out.write((int) (left & 0x7F) | ((left >>> 7) == 0 ? 0 : 0x80));
      left >>>= 7;
    } while (left != 0);
    return out.toByteArray();
  }
}
