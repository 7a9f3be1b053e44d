package io.fengsui.hub.store.export;

import io.fengsui.adapter.Value;
import io.fengsui.hub.store.Point;
import io.fengsui.hub.store.ReadingTime;
import io.fengsui.hub.store.export.ParquetColumn.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Apache Parquet, format version 1: the columns of {@link CsvFile}, the time in microseconds of
 * UTC, groups of 128 Ki rows, one page a column and group, plain values packed with GZIP.
 */
final class ParquetFile implements ReadingFile {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int GROUP = 1 << 17;
  private static final int GZIP = 2;
  private static final int UTF8 = 0;
  private static final int TIMESTAMP_MICROS = 10;
  private static final long MICRO = 1_000L;

  /** A group of rows that stands in the file. */
  private record Group(long offset, int rows, List<Page> pages) {
    long plain() {
      return pages.stream().mapToLong(Page::plain).sum();
    }
  }

  private final OutputStream out;
  private final ParquetColumn time =
      new ParquetColumn("time", ParquetColumn.Type.MICROSECONDS, false);
  private final ParquetColumn device = new ParquetColumn("device", ParquetColumn.Type.TEXT, false);
  private final ParquetColumn metric = new ParquetColumn("metric", ParquetColumn.Type.TEXT, false);
  private final ParquetColumn value = new ParquetColumn("value", ParquetColumn.Type.NUMBER, true);
  private final ParquetColumn text = new ParquetColumn("text", ParquetColumn.Type.TEXT, true);
  private final ParquetColumn latitude =
      new ParquetColumn("latitude", ParquetColumn.Type.NUMBER, true);
  private final ParquetColumn longitude =
      new ParquetColumn("longitude", ParquetColumn.Type.NUMBER, true);
  private final List<ParquetColumn> columns =
      List.of(time, device, metric, value, text, latitude, longitude);
  private final List<Group> groups = new ArrayList<>();
  private long written;
  private int rows;

  ParquetFile(OutputStream out) throws IOException {
    this.out = out;
    write(MAGIC);
  }

  @Override
  public void row(String ofDevice, String ofMetric, Point point) throws IOException {
    time.put(ReadingTime.nanos(point.at()) / MICRO);
    device.put(ofDevice);
    metric.put(ofMetric);
    switch (point.value()) {
      case Value.Quantity(double amount, var _) -> value.put(amount);
      case Value.Flag(boolean on) -> value.put(on ? 1.0 : 0.0);
      case Value.Text(String words) -> text.put(words);
      case Value.Position(double north, double east, var _) -> {
        latitude.put(north);
        longitude.put(east);
      }
    }
    rows++;
    for (ParquetColumn column : columns) {
      column.fill(rows);
    }
    if (rows == GROUP) {
      endGroup();
    }
  }

  @Override
  public void finish() throws IOException {
    if (rows > 0) {
      endGroup();
    }
    byte[] description = description();
    write(description);
    write(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(description.length)
            .array());
    write(MAGIC);
    out.flush();
  }

  @Override
  public void close() {}

  private void endGroup() throws IOException {
    long offset = written;
    List<Page> pages = new ArrayList<>();
    for (ParquetColumn column : columns) {
      Page page = column.writeTo(out);
      written += page.size();
      pages.add(page);
    }
    groups.add(new Group(offset, rows, pages));
    rows = 0;
  }

  private byte[] description() {
    var all = new Thrift().i32(1, 1).structs(2, columns.size() + 1);
    all.open().text(4, "readings").i32(5, columns.size()).end();
    columns.forEach(column -> describe(all, column));
    all.i64(3, groups.stream().mapToLong(Group::rows).sum()).structs(4, groups.size());
    groups.forEach(group -> describe(all, group));
    return all.text(6, "fengsui").done();
  }

  private static void describe(Thrift all, ParquetColumn column) {
    all.open().i32(1, column.type().number()).i32(3, column.optional() ? 1 : 0);
    all.text(4, column.name());
    switch (column.type()) {
      case TEXT -> all.i32(6, UTF8).open(10).open(1).end().end();
      case MICROSECONDS ->
          all.i32(6, TIMESTAMP_MICROS)
              .open(10)
              .open(8)
              .flag(1)
              .open(2)
              .open(2)
              .end()
              .end()
              .end()
              .end();
      case NUMBER -> {}
    }
    all.end();
  }

  private void describe(Thrift all, Group group) {
    all.open().structs(1, columns.size());
    long offset = group.offset();
    for (int i = 0; i < columns.size(); i++) {
      Page page = group.pages().get(i);
      all.open()
          .i64(2, offset)
          .open(3)
          .i32(1, columns.get(i).type().number())
          .numbers(2, 0, 3)
          .texts(3, columns.get(i).name())
          .i32(4, GZIP)
          .i64(5, group.rows())
          .i64(6, page.plain())
          .i64(7, page.size())
          .i64(9, offset)
          .end()
          .end();
      offset += page.size();
    }
    all.i64(2, group.plain()).i64(3, group.rows()).end();
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }
}
