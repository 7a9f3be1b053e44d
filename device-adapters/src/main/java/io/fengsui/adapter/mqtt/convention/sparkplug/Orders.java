package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Payloads that the hub writes: one metric to be set. Pure. */
final class Orders {

  static final String REBIRTH = "Node Control/Rebirth";
  private static final double LONG_END = 0x1p63;

  private Orders() {}

  /** Asks an edge node to be born again. */
  static byte[] rebirth(Instant now) {
    return payload(REBIRTH, Datatype.BOOLEAN, 14, varint(1), Protobuf.VARINT, now);
  }

  /**
   * A value for a metric, by its name.
   *
   * @param datatype that of the metric's birth
   * @return empty if the metric cannot hold the value
   */
  static Optional<byte[]> set(String name, int datatype, Value value, Instant now) {
    return switch (value) {
      case Value.Flag(boolean on) when datatype == Datatype.BOOLEAN ->
          Optional.of(payload(name, datatype, 14, varint(on ? 1 : 0), Protobuf.VARINT, now));
      case Value.Flag(boolean on) when Datatype.isWhole(datatype) ->
          Optional.of(whole(name, datatype, on ? 1 : 0, now));
      case Value.Quantity(double amount, String unit) -> number(name, datatype, amount, now);
      case Value.Text(String text) when isText(datatype) -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] field = concat(varint(utf8.length), utf8);
        yield Optional.of(payload(name, datatype, 15, field, Protobuf.BYTES, now));
      }
      default -> Optional.empty();
    };
  }

  private static boolean isText(int datatype) {
    return datatype == Datatype.STRING || datatype == Datatype.TEXT || datatype == Datatype.UUID;
  }

  private static Optional<byte[]> number(String name, int datatype, double amount, Instant now) {
    if (datatype == Datatype.FLOAT && Math.abs(amount) <= Float.MAX_VALUE) {
      byte[] field = fixed(Float.floatToIntBits((float) amount), Float.BYTES);
      return Optional.of(payload(name, datatype, 12, field, Protobuf.FIXED32, now));
    }
    if (datatype == Datatype.DOUBLE) {
      byte[] field = fixed(Double.doubleToLongBits(amount), Double.BYTES);
      return Optional.of(payload(name, datatype, 13, field, Protobuf.FIXED64, now));
    }
    if (datatype == Datatype.BOOLEAN && (amount == 0 || amount == 1)) {
      return Optional.of(payload(name, datatype, 14, varint((long) amount), Protobuf.VARINT, now));
    }
    return holds(datatype, amount)
        ? Optional.of(whole(name, datatype, (long) amount, now))
        : Optional.empty();
  }

  /** Whether a datatype has the number; of 64 bits no more than a long's. */
  private static boolean holds(int datatype, double amount) {
    double end =
        switch (datatype) {
          case Datatype.INT8 -> 0x1p7;
          case Datatype.UINT8 -> 0x1p8;
          case Datatype.INT16 -> 0x1p15;
          case Datatype.UINT16 -> 0x1p16;
          case Datatype.INT32 -> 0x1p31;
          case Datatype.UINT32 -> 0x1p32;
          case Datatype.INT64, Datatype.UINT64, Datatype.DATE_TIME -> LONG_END;
          default -> 0;
        };
    boolean signed = datatype <= Datatype.INT64;
    return amount == Math.rint(amount) && amount < end && amount >= (signed ? -end : 0);
  }

  private static byte[] whole(String name, int datatype, long value, Instant now) {
    boolean wide =
        datatype == Datatype.INT64 || datatype == Datatype.UINT64 || datatype == Datatype.DATE_TIME;
    byte[] field = varint(wide ? value : value & 0xFFFF_FFFFL);
    return payload(name, datatype, wide ? 11 : 10, field, Protobuf.VARINT, now);
  }

  private static byte[] payload(
      String name, int datatype, int field, byte[] value, int wireType, Instant now) {
    var metric = new ByteArrayOutputStream();
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    field(metric, 1, Protobuf.BYTES, concat(varint(utf8.length), utf8));
    field(metric, 3, Protobuf.VARINT, varint(now.toEpochMilli()));
    field(metric, 4, Protobuf.VARINT, varint(datatype));
    field(metric, field, wireType, value);
    var payload = new ByteArrayOutputStream();
    field(payload, 1, Protobuf.VARINT, varint(now.toEpochMilli()));
    field(payload, 2, Protobuf.BYTES, concat(varint(metric.size()), metric.toByteArray()));
    return payload.toByteArray();
  }

  private static void field(ByteArrayOutputStream out, int field, int wireType, byte[] value) {
    out.writeBytes(varint((long) field << 3 | wireType));
    out.writeBytes(value);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  private static byte[] varint(long value) {
    var out = new ByteArrayOutputStream();
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
    return out.toByteArray();
  }

  private static byte[] fixed(long bits, int octets) {
    byte[] out = new byte[octets];
    for (int i = 0; i < octets; i++) {
      out[i] = (byte) (bits >>> (8 * i));
    }
    return out;
  }
}
