package io.fengsui.hub.store.questdb;

import io.questdb.cairo.TableWriter;
import io.questdb.cairo.TableWriter.Row;
import io.questdb.std.str.Utf8String;
import java.util.HashMap;
import java.util.Map;

/**
 * Appends rows to one table. What fails leaves it of no use but to be closed. Used by one thread.
 */
final class ShelfWriter implements AutoCloseable {

  private static final int UNKNOWN = -1;

  /** Devices choose the names of their own metrics, so even these are bounded. */
  private static final int REMEMBERED = 1 << 18;

  private final TableWriter writer;
  // what a close takes back are also the names that came with it, so these live no longer
  private final Map<String, Integer> devices = new HashMap<>();
  private final Map<String, Integer> metrics = new HashMap<>();
  private String device = "";
  private int deviceNumber = UNKNOWN;
  private long at;
  private long time;
  private long position;
  private long rows;

  ShelfWriter(TableWriter writer, Shelf shelf) {
    this.writer = writer;
    if (writer.getMetadata().getTtlHoursOrMonths() != shelf.keepHours()) {
      writer.setMetaTtl(shelf.keepHours());
    }
  }

  /**
   * What the next rows belong to.
   *
   * @param at microseconds since 1970
   * @param time nanoseconds since 1970
   */
  void begin(String device, long at, long time, long position) {
    this.device = device;
    this.deviceNumber = UNKNOWN;
    this.at = at;
    this.time = time;
    this.position = position;
  }

  void number(String metric, double value, Kind kind) {
    row(metric, value, kind).append();
    rows++;
  }

  void text(String metric, String text, Kind kind) {
    Row row = row(metric, Double.NaN, kind);
    row.putVarchar(Column.TEXT.index(), new Utf8String(text));
    row.append();
    rows++;
  }

  /** Makes what was added durable; answers how many rows. */
  long commit() {
    long added = rows;
    if (added > 0) {
      writer.commit();
      rows = 0;
    }
    return added;
  }

  @Override
  public void close() {
    writer.close();
  }

  /** The row first: an empty table whose day a killed hub began forgets names at its first row. */
  private Row row(String metric, double value, Kind kind) {
    Row row = writer.newRow(at);
    if (deviceNumber == UNKNOWN) {
      deviceNumber = number(devices, Column.DEVICE, device);
    }
    int metricNumber = number(metrics, Column.METRIC, metric);
    row.putLong(Column.TIME.index(), time);
    row.putSymIndex(Column.DEVICE.index(), deviceNumber);
    row.putSymIndex(Column.METRIC.index(), metricNumber);
    row.putDouble(Column.VALUE.index(), value);
    row.putByte(Column.KIND.index(), kind.code());
    row.putLong(Column.POSITION.index(), position);
    return row;
  }

  private int number(Map<String, Integer> known, Column column, String name) {
    Integer number = known.get(name);
    if (number == null) {
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      number = writer.getSymbolIndexNoTransientCountUpdate(column.index(), name);
      known.put(name, number);
    }
    return number;
  }
}
