package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Payloads that the hub writes: one metric to be set. Pure. */
final class Orders {

  private static final int INT64 = 4;
  private static final int FLOAT = 9;
  private static final int DOUBLE = 10;
  private static final int BOOLEAN = 11;
  private static final int STRING = 12;

  private Orders() {}

  /** A value for a metric, by its name, in the datatype of its birth where that can hold it. */
  static byte[] set(String name, int datatype, Value value, Instant now) {
    var metric = new ByteArrayOutputStream();
    bytes(metric, 1, name.getBytes(StandardCharsets.UTF_8));
    whole(metric, 3, now.toEpochMilli());
    switch (value) {
      case Value.Flag(boolean on) when isWhole(datatype) -> {
        whole(metric, 4, datatype);
        whole(metric, datatype == INT64 || datatype == 8 ? 11 : 10, on ? 1 : 0);
      }
      case Value.Flag(boolean on) -> {
        whole(metric, 4, BOOLEAN);
        whole(metric, 14, on ? 1 : 0);
      }
      case Value.Quantity(double amount, String unit) when isWhole(datatype) -> {
        whole(metric, 4, datatype);
        boolean wide = datatype == INT64 || datatype == 8;
        whole(metric, wide ? 11 : 10, wide ? (long) amount : (long) amount & 0xFFFF_FFFFL);
      }
      case Value.Quantity(double amount, String unit) when datatype == FLOAT -> {
        whole(metric, 4, FLOAT);
        key(metric, 12, Protobuf.FIXED32);
        fixed(metric, Float.floatToIntBits((float) amount), Float.BYTES);
      }
      case Value.Quantity(double amount, String unit) -> {
        whole(metric, 4, DOUBLE);
        key(metric, 13, Protobuf.FIXED64);
        fixed(metric, Double.doubleToLongBits(amount), Double.BYTES);
      }
      case Value.Text(String text) -> {
        whole(metric, 4, STRING);
        bytes(metric, 15, text.getBytes(StandardCharsets.UTF_8));
      }
      case Value.Position position -> {
        whole(metric, 4, STRING);
        String place = position.latitude() + "," + position.longitude();
        bytes(metric, 15, place.getBytes(StandardCharsets.UTF_8));
      }
    }
    var payload = new ByteArrayOutputStream();
    whole(payload, 1, now.toEpochMilli());
    bytes(payload, 2, metric.toByteArray());
    return payload.toByteArray();
  }

  private static boolean isWhole(int datatype) {
    return datatype >= 1 && datatype <= 8;
  }

  private static void key(ByteArrayOutputStream out, int field, int wireType) {
    varint(out, (long) field << 3 | wireType);
  }

  private static void whole(ByteArrayOutputStream out, int field, long value) {
    key(out, field, Protobuf.VARINT);
    varint(out, value);
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    key(out, field, Protobuf.BYTES);
    varint(out, value.length);
    out.writeBytes(value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }

  private static void fixed(ByteArrayOutputStream out, long bits, int octets) {
    for (int i = 0; i < octets; i++) {
      out.write((int) (bits >>> (8 * i)));
    }
  }
}
