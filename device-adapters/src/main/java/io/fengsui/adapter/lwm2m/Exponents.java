package io.fengsui.adapter.lwm2m;

import org.eclipse.leshan.core.request.ContentFormat;
import org.jspecify.annotations.Nullable;

/**
 * Whether a payload holds a number whose exponent no measurement and no time has, found without
 * decoding it. Leshan counts with exact decimals: a time of 1e-9999999 seconds, a few bytes, would
 * keep it busy for half a minute.
 */
final class Exponents {

  /** A little more than what a double has. */
  private static final int MAX = 400;

  private static final int MAX_BIG = 16;
  private static final int OLD_JSON = 1543;
  private static final int DECIMAL_FRACTION = 4;
  private static final int PAIR = 0x82;

  private Exponents() {}

  static boolean isTooLarge(byte[] content, @Nullable ContentFormat format) {
    if (format == null) {
      return false;
    }
    int code = format.getCode();
    if (code == ContentFormat.CBOR.getCode() || code == ContentFormat.SENML_CBOR.getCode()) {
      return cbor(content);
    }
    boolean json =
        code == ContentFormat.JSON.getCode()
            || code == ContentFormat.SENML_JSON.getCode()
            || code == OLD_JSON;
    return json && json(content);
  }

  private static boolean json(byte[] bytes) {
    boolean text = false;
    for (int i = 0; i < bytes.length; i++) {
      switch (bytes[i]) {
        case '\\' -> i += text ? 1 : 0;
        case '"' -> text = !text;
        case 'e', 'E' -> {
          if (!text && exponent(bytes, i + 1) > MAX) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /** The size of the exponent that begins there, not more than one beyond what is allowed. */
  private static int exponent(byte[] bytes, int from) {
    int at = from < bytes.length && (bytes[from] == '+' || bytes[from] == '-') ? from + 1 : from;
    int size = 0;
    while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9' && size <= MAX) {
      size = size * 10 + bytes[at++] - '0';
    }
    return size;
  }

  /**
   * Item by item, without regard to what holds what. Of the tags only those of RFC 8949 that SenML
   * needs are let through: times, whole numbers of up to 16 bytes, and decimal fractions.
   */
  private static boolean cbor(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int kind = (bytes[at] & 0xff) >> 5;
      int more = bytes[at] & 0x1f;
      int size = more < 24 || more > 27 ? 0 : 1 << (more - 24);
      if (at + 1 + size > bytes.length) {
        return false; // cut off: the decoder says so
      }
      long value = size == 0 ? more : number(bytes, at + 1, size);
      at += 1 + size;
      switch (kind) {
        case 2, 3 -> {
          if (more != 31 && (value < 0 || value > bytes.length - at)) {
            return false;
          }
          at += more == 31 ? 0 : (int) value;
        }
        case 6 -> {
          if (isForeign(value, bytes, at)) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean isForeign(long tag, byte[] bytes, int at) {
    if (at >= bytes.length || tag == 1) {
      return false;
    }
    int next = bytes[at] & 0xff;
    if (tag == 2 || tag == 3) {
      return next < 0x40 || next > 0x40 + MAX_BIG;
    }
    return tag != DECIMAL_FRACTION || next != PAIR || !isSmall(bytes, at + 1);
  }

  /** Whether a whole number begins there that is no larger than an exponent may be. */
  private static boolean isSmall(byte[] bytes, int at) {
    if (at >= bytes.length || (bytes[at] & 0xff) >> 5 > 1) {
      return false;
    }
    int more = bytes[at] & 0x1f;
    return more < 24
        || (more == 24 && at + 1 < bytes.length)
        || (more == 25 && at + 2 < bytes.length && number(bytes, at + 1, 2) <= MAX);
  }

  private static long number(byte[] bytes, int from, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (bytes[from + i] & 0xff);
    }
    return value;
  }
}
