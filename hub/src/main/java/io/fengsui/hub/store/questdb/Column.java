package io.fengsui.hub.store.questdb;

import io.questdb.cairo.ColumnType;

/** The columns of a table in their order; the narrow table lacks the last one. */
enum Column {
  /** When the bus took the record; microseconds since 1970. Rows are sorted by it. */
  AT(ColumnType.TIMESTAMP),
  /** The reading's time; nanoseconds since 1970. */
  TIME(ColumnType.LONG),
  DEVICE(ColumnType.SYMBOL),
  METRIC(ColumnType.SYMBOL),
  /** The amount, 0 or 1 of a flag, nothing for a text. */
  VALUE(ColumnType.DOUBLE),
  /** The ordinal of a {@link Kind}. */
  KIND(ColumnType.BYTE),
  /** Where the record stands in its lane. */
  POSITION(ColumnType.LONG),
  TEXT(ColumnType.VARCHAR);

  private final int type;

  Column(int type) {
    this.type = type;
  }

  int type() {
    return type;
  }
}
