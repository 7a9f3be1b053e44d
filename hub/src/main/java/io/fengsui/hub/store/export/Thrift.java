package io.fengsui.hub.store.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes structures in Thrift's compact protocol, which Parquet describes itself with. Fields come
 * in rising order of their number.
 */
final class Thrift {

  private static final int TRUE = 1;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int SHORT_LIST = 15;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outer = new ArrayDeque<>();
  private int last;

  Thrift flag(int field) {
    head(field, TRUE);
    return this;
  }

  Thrift i32(int field, int value) {
    head(field, I32);
    varint(zigzag(value));
    return this;
  }

  Thrift i64(int field, long value) {
    head(field, I64);
    varint(zigzag(value));
    return this;
  }

  Thrift text(int field, String value) {
    head(field, BINARY);
    bytes(value);
    return this;
  }

  /** A list of numbers. */
  Thrift numbers(int field, int... values) {
    list(field, I32, values.length);
    for (int value : values) {
      varint(zigzag(value));
    }
    return this;
  }

  /** A list with one text. */
  Thrift texts(int field, String value) {
    list(field, BINARY, 1);
    bytes(value);
    return this;
  }

  /** A list of structures; each follows with {@link #open()} and {@link #end()}. */
  Thrift structs(int field, int size) {
    list(field, STRUCT, size);
    return this;
  }

  /** A structure as a field. */
  Thrift open(int field) {
    head(field, STRUCT);
    return open();
  }

  /** A structure in a list. */
  Thrift open() {
    outer.push(last);
    last = 0;
    return this;
  }

  /** The end of the innermost structure. */
  Thrift end() {
    out.write(0);
    last = outer.pop();
    return this;
  }

  /** The bytes of the whole, after the end of the outermost structure. */
  byte[] done() {
    out.write(0);
    return out.toByteArray();
  }

  private void list(int field, int type, int size) {
    head(field, LIST);
    if (size < SHORT_LIST) {
      out.write((size << 4) | type);
    } else {
      out.write((SHORT_LIST << 4) | type);
      varint(size);
    }
  }

  private void head(int field, int type) {
    out.write(((field - last) << 4) | type);
    last = field;
  }

  private void bytes(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    out.writeBytes(utf8);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }
}
