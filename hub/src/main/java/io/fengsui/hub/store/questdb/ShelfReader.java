package io.fengsui.hub.store.questdb;

import io.fengsui.hub.store.Intake.Mark;
import io.fengsui.hub.store.ReadingTime;
import io.fengsui.hub.store.Row;
import io.questdb.cairo.SymbolMapReader;
import io.questdb.cairo.TableReader;
import io.questdb.cairo.VarcharTypeDriver;
import io.questdb.cairo.sql.SymbolTable;
import io.questdb.cairo.vm.api.MemoryCR;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is committed to one table. Used by one thread, for one question. */
final class ShelfReader implements AutoCloseable {

  private static final long MICRO = 1_000L;
  private static final int EVERY = -1;
  private static final int NONE = SymbolTable.VALUE_NOT_FOUND;
  private static final int UTF8_A = 1;

  private final TableReader reader;
  private final Shelf shelf;
  private final Map<Integer, String> devices = new HashMap<>();
  private final Map<Integer, String> metrics = new HashMap<>();

  ShelfReader(TableReader reader, Shelf shelf) {
    this.reader = reader;
    this.shelf = shelf;
  }

  /** The record that the last row came from. */
  Optional<Mark> last() {
    for (int partition = reader.getPartitionCount() - 1; partition >= 0; partition--) {
      long rows = reader.openPartition(partition);
      if (rows > 0) {
        long at = column(partition, Column.AT).getLong((rows - 1) * Long.BYTES);
        long position = column(partition, Column.POSITION).getLong((rows - 1) * Long.BYTES);
        return Optional.of(new Mark(position, ReadingTime.instant(at * MICRO)));
      }
    }
    return Optional.empty();
  }

  /** How many rows answer a question, equal ones not folded. */
  long count(Question question) {
    var counted = new long[1];
    look(
        question,
        (partition, row) -> {
          counted[0]++;
          return true;
        });
    return counted[0];
  }

  /** Adds the metrics of a device. */
  void metrics(String device, Set<String> found) {
    int wanted = key(Column.DEVICE, Optional.of(device));
    if (wanted == NONE) {
      return;
    }
    var seen = new BitSet();
    for (int partition = 0; partition < reader.getPartitionCount(); partition++) {
      long rows = reader.openPartition(partition);
      if (rows > 0) {
        var keys = new Keys(column(partition, Column.DEVICE), rows);
        MemoryCR metric4 = column(partition, Column.METRIC);
        for (long row = keys.next(0, rows, wanted);
            row < rows;
            row = keys.next(row + 1, rows, wanted)) {
          seen.set(metric4.getInt(row << 2));
        }
      }
    }
    seen.stream().forEach(metric -> found.add(name(metrics, Column.METRIC, metric)));
  }

  /** Gathers the rows that answer a question; false when the gathering is full before. */
  boolean gather(Question question, Gathering into) {
    return look(question, (partition, row) -> into.add(row(partition, row)));
  }

  /** Takes a row that answers; false when it has enough. */
  @FunctionalInterface
  private interface Taker {
    boolean take(int partition, long row);
  }

  private boolean look(Question question, Taker taker) {
    int device = key(Column.DEVICE, question.device());
    int metric = key(Column.METRIC, question.metric());
    if (device == NONE || metric == NONE) {
      return true;
    }
    for (int partition = first(question); partition < reader.getPartitionCount(); partition++) {
      long rows = reader.openPartition(partition);
      if (rows > 0 && !look(question, partition, rows, device, metric, taker)) {
        return false;
      }
    }
    return true;
  }

  private boolean look(
      Question question, int partition, long rows, int device, int metric, Taker taker) {
    var keys = new Keys(column(partition, Column.DEVICE), rows);
    MemoryCR metrics4 = column(partition, Column.METRIC);
    MemoryCR times = column(partition, Column.TIME);
    long end = end(question, partition, rows);
    long row = begin(question, partition, rows);
    while (true) {
      row = device == EVERY ? row : keys.next(row, end, device);
      if (row >= end) {
        return true;
      }
      if ((metric == EVERY || metrics4.getInt(row << 2) == metric)
          && question.holds(times.getLong(row << 3))
          && !taker.take(partition, row)) {
        return false;
      }
      row++;
    }
  }

  private Row row(int partition, long row) {
    String device = name(devices, Column.DEVICE, column(partition, Column.DEVICE).getInt(row << 2));
    String metric = name(metrics, Column.METRIC, column(partition, Column.METRIC).getInt(row << 2));
    byte kind = column(partition, Column.KIND).getByte(row);
    double number = column(partition, Column.VALUE).getDouble(row << 3);
    return new Row(
        column(partition, Column.TIME).getLong(row << 3),
        device,
        metric,
        Kind.value(kind, metric, number, text(partition, row)),
        column(partition, Column.POSITION).getLong(row << 3));
  }

  private String text(int partition, long row) {
    if (!shelf.wide()) {
      return "";
    }
    int index = index(partition, Column.TEXT);
    var text =
        VarcharTypeDriver.getSplitValue(
            reader.getColumn(index + 1), reader.getColumn(index), row, UTF8_A);
    return text == null ? "" : text.toString();
  }

  private int first(Question question) {
    return Math.max(0, reader.getPartitionIndexByTimestamp(question.firstAt(shelf)));
  }

  private long begin(Question question, int partition, long rows) {
    return notBefore(column(partition, Column.AT), rows, question.firstAt(shelf));
  }

  private long end(Question question, int partition, long rows) {
    return notBefore(column(partition, Column.AT), rows, question.endAt(shelf));
  }

  /** The first row that is not before a time; rows are sorted by it. */
  private static long notBefore(MemoryCR ats, long rows, long at) {
    long low = 0;
    long high = rows;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (ats.getLong(middle << 3) < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int key(Column column, Optional<String> name) {
    return name.map(wanted -> symbols(column).keyOf(wanted)).orElse(EVERY);
  }

  private String name(Map<Integer, String> known, Column column, int key) {
    return known.computeIfAbsent(key, k -> String.valueOf(symbols(column).valueOf(k)));
  }

  private SymbolMapReader symbols(Column column) {
    return reader.getSymbolMapReader(column.index());
  }

  private MemoryCR column(int partition, Column column) {
    return reader.getColumn(index(partition, column));
  }

  private int index(int partition, Column column) {
    return TableReader.getPrimaryColumnIndex(reader.getColumnBase(partition), column.index());
  }

  @Override
  public void close() {
    reader.close();
  }
}
