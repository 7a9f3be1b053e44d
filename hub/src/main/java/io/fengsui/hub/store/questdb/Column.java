package io.fengsui.hub.store.questdb;

import io.questdb.cairo.ColumnType;
import java.util.List;

/** The columns of a table in their order; the narrow table lacks the last one. */
enum Column {
  /** When the bus took the record; microseconds since 1970. Rows are sorted by it. */
  AT(0, ColumnType.TIMESTAMP),
  /** The reading's time; nanoseconds since 1970. */
  TIME(1, ColumnType.LONG),
  DEVICE(2, ColumnType.SYMBOL),
  METRIC(3, ColumnType.SYMBOL),
  /** The amount, 0 or 1 of a flag, nothing for a text. */
  VALUE(4, ColumnType.DOUBLE),
  /** The code of a {@link Kind}. */
  KIND(5, ColumnType.BYTE),
  /** Where the record stands in its lane. */
  POSITION(6, ColumnType.LONG),
  TEXT(7, ColumnType.VARCHAR);

  private static final List<Column> ALL = List.of(values());

  private final int index;
  private final int type;

  Column(int index, int type) {
    this.index = index;
    this.type = type;
  }

  static Column at(int index) {
    return ALL.get(index);
  }

  static int count() {
    return ALL.size();
  }

  /** Its place among the columns. */
  int index() {
    return index;
  }

  int type() {
    return type;
  }
}
