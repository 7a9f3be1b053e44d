package io.fengsui.hub.store.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** One column of one group of rows: gathers values and makes a page of them. */
final class ParquetColumn {

  /** Parquet's numbers for physical types. */
  enum Type {
    MICROSECONDS(2),
    NUMBER(5),
    TEXT(6);

    private final int number;

    Type(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /**
   * A column's page that was written.
   *
   * @param size bytes in the file
   * @param plain the same before compression
   */
  record Page(long size, long plain) {}

  private static final int DATA_PAGE = 0;
  private static final int PLAIN = 0;
  private static final int RLE = 3;

  private final String name;
  private final Type type;
  private final boolean optional;
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private final ByteArrayOutputStream levels = new ByteArrayOutputStream();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private int rows;
  private int run;
  private boolean present;

  ParquetColumn(String name, Type type, boolean optional) {
    this.name = name;
    this.type = type;
    this.optional = optional;
  }

  String name() {
    return name;
  }

  Type type() {
    return type;
  }

  boolean optional() {
    return optional;
  }

  void put(long value) {
    level(true);
    number.putLong(0, value);
    values.write(number.array(), 0, Long.BYTES);
  }

  void put(double value) {
    put(Double.doubleToRawLongBits(value));
  }

  void put(String value) {
    level(true);
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    number.putInt(0, utf8.length);
    values.write(number.array(), 0, Integer.BYTES);
    values.writeBytes(utf8);
  }

  /** Leaves this column empty in rows that nothing was put into. */
  void fill(int toRows) {
    while (rows < toRows) {
      level(false);
    }
  }

  /** Writes the page of what was put since the last one. */
  Page writeTo(OutputStream out) throws IOException {
    var plain = new ByteArrayOutputStream();
    if (optional) {
      endRun();
      number.putInt(0, levels.size());
      plain.write(number.array(), 0, Integer.BYTES);
      levels.writeTo(plain);
    }
    values.writeTo(plain);
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      plain.writeTo(gzip);
    }
    byte[] head =
        new Thrift()
            .i32(1, DATA_PAGE)
            .i32(2, plain.size())
            .i32(3, packed.size())
            .open(5)
            .i32(1, rows)
            .i32(2, PLAIN)
            .i32(3, RLE)
            .i32(4, RLE)
            .end()
            .done();
    out.write(head);
    packed.writeTo(out);
    values.reset();
    levels.reset();
    rows = 0;
    run = 0;
    return new Page((long) head.length + packed.size(), (long) head.length + plain.size());
  }

  /** Whether there is a value or none, as runs of the same. */
  private void level(boolean there) {
    if (run > 0 && there != present) {
      endRun();
    }
    present = there;
    run++;
    rows++;
  }

  private void endRun() {
    if (run > 0) {
      int rest = run << 1;
      while (rest > 0x7f) {
        levels.write((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      levels.write(rest);
      levels.write(present ? 1 : 0);
      run = 0;
    }
  }
}
