package io.fengsui.adapter.mqtt.convention.sparkplug;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.adapter.mqtt.convention.Node;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The array types of Sparkplug 3.0, which are packed into bytes, little-endian. Pure. */
final class PackedArray {

  /** More are not shown: a text holds no more of them. */
  static final int MAX_SHOWN = 256;

  private static final int FIRST = 22;
  private static final int FLOATS = 30;
  private static final int DOUBLES = 31;
  private static final int BOOLEANS = 32;
  private static final int STRINGS = 33;
  private static final int DATE_TIMES = 34;

  private PackedArray() {}

  /** Empty if the datatype is no array's, or the bytes are none of its. */
  static Optional<Node> read(byte[] bytes, int datatype) {
    return switch (datatype) {
      case BOOLEANS -> booleans(bytes);
      case STRINGS -> strings(bytes);
      case 22, 26 -> numbers(bytes, datatype, Byte.BYTES);
      case 23, 27 -> numbers(bytes, datatype, Short.BYTES);
      case 24, 28, FLOATS -> numbers(bytes, datatype, Integer.BYTES);
      case 25, 29, DOUBLES, DATE_TIMES -> numbers(bytes, datatype, Long.BYTES);
      default -> Optional.empty();
    };
  }

  private static Optional<Node> numbers(byte[] bytes, int datatype, int width) {
    if (bytes.length % width != 0) {
      return Optional.empty();
    }
    List<Node> all = new ArrayList<>();
    for (int at = 0; at < bytes.length && all.size() < MAX_SHOWN; at += width) {
      long bits = littleEndian(bytes, at, width);
      all.add(
          switch (datatype) {
            case FLOATS -> new Node.Amount(Float.intBitsToFloat((int) bits));
            case DOUBLES -> new Node.Amount(Double.longBitsToDouble(bits));
            case DATE_TIMES -> Datatype.whole(bits, Datatype.DATE_TIME);
            default -> Datatype.whole(bits, datatype - FIRST + Datatype.INT8);
          });
    }
    return Optional.of(new Node.Elements(all));
  }

  private static long littleEndian(byte[] bytes, int at, int width) {
    long bits = 0;
    for (int i = 0; i < width; i++) {
      bits |= (bytes[at + i] & 0xFFL) << (8 * i);
    }
    return bits;
  }

  /** How many, in four bytes, then eight to a byte, the first highest. */
  private static Optional<Node> booleans(byte[] bytes) {
    if (bytes.length < Integer.BYTES) {
      return Optional.empty();
    }
    long count = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFF_FFFFL;
    if (count > 8L * (bytes.length - Integer.BYTES)) {
      return Optional.empty();
    }
    List<Node> all = new ArrayList<>();
    for (int i = 0; i < count && i < MAX_SHOWN; i++) {
      all.add(new Node.Bool((bytes[Integer.BYTES + i / 8] << i % 8 & 0x80) != 0));
    }
    return Optional.of(new Node.Elements(all));
  }

  /** UTF-8, each behind it a zero. */
  private static Optional<Node> strings(byte[] bytes) {
    List<Node> all = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < bytes.length && all.size() < MAX_SHOWN; at++) {
      if (bytes[at] == 0) {
        all.add(new Node.Text(new String(bytes, from, at - from, UTF_8)));
        from = at + 1;
      }
    }
    return Optional.of(new Node.Elements(all));
  }
}
