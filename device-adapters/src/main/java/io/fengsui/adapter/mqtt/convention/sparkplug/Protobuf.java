package io.fengsui.adapter.mqtt.convention.sparkplug;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A cursor over the wire format of protocol buffers: varints, 32 and 64 bits, and lengths. Groups,
 * which nobody writes any more, are malformed. Never reads past its end and allocates nothing by a
 * length that it has not checked; what is malformed makes it {@link #failed} and come to its end.
 */
final class Protobuf {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;
  private static final int MAX_VARINT = 10;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int tag;
  private boolean failed;

  Protobuf(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private Protobuf(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** Whether what was read so far cannot be a message. */
  boolean failed() {
    return failed;
  }

  /** Goes to the next field; false at the end. */
  boolean next() {
    if (failed || at >= end) {
      return false;
    }
    long key = varint();
    tag = (int) key;
    if (key < 0 || key > 0xFFFF_FFFFL || field() == 0) {
      fail();
    }
    return !failed;
  }

  int field() {
    return tag >>> 3;
  }

  /** How the field is written; another than expected is an unknown field, to be passed over. */
  boolean is(int wireType) {
    return (tag & 7) == wireType;
  }

  /** Zero after a failure. */
  long varint() {
    long value = 0;
    for (int i = 0; i < MAX_VARINT && at < end; i++) {
      byte octet = bytes[at++];
      value |= (long) (octet & 0x7F) << (7 * i);
      if (octet >= 0) {
        return value;
      }
    }
    fail();
    return 0;
  }

  /** The next bytes as a little-endian number; zero after a failure. */
  long fixed(int octets) {
    if (end - at < octets) {
      fail();
      return 0;
    }
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value |= (bytes[at + i] & 0xFFL) << (8 * i);
    }
    at += octets;
    return value;
  }

  /** The number in the field; what is otherwise if the field holds none. */
  long whole(long otherwise) {
    if (is(VARINT)) {
      return varint();
    }
    skip();
    return otherwise;
  }

  /** Adds the numbers in the field, packed or not, as long as there are not too many. */
  void wholes(List<Long> into, int most) {
    if (is(BYTES)) {
      int from = length();
      var packed = new Protobuf(bytes, from, at);
      while (packed.at < packed.end && into.size() < most) {
        into.add(packed.varint());
      }
    } else if (is(VARINT) && into.size() < most) {
      into.add(varint());
    } else {
      skip();
    }
  }

  /** The message in the field; empty if the field holds none. */
  Optional<Protobuf> inner() {
    if (!is(BYTES)) {
      return none();
    }
    int from = length();
    return Optional.of(new Protobuf(bytes, from, at));
  }

  /** Passes over the field. */
  Optional<Protobuf> none() {
    skip();
    return Optional.empty();
  }

  /** The text in the field, as UTF-8; what is malformed in it is replaced. */
  String text(String otherwise) {
    if (!is(BYTES)) {
      skip();
      return otherwise;
    }
    int from = length();
    return new String(bytes, from, at - from, StandardCharsets.UTF_8);
  }

  /** The bytes in the field; empty if the field holds none. */
  Optional<byte[]> octets() {
    if (!is(BYTES)) {
      skip();
      return Optional.empty();
    }
    int from = length();
    return Optional.of(Arrays.copyOfRange(bytes, from, at));
  }

  /** Reads a length and goes behind what it announces; returns where that begins. */
  private int length() {
    long length = varint();
    if (failed || length < 0 || length > end - at) {
      fail();
      return at;
    }
    int from = at;
    at += (int) length;
    return from;
  }

  void skip() {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> fixed(8);
      case BYTES -> length();
      case FIXED32 -> fixed(4);
      default -> fail();
    }
  }

  private void fail() {
    failed = true;
    at = end;
  }
}
