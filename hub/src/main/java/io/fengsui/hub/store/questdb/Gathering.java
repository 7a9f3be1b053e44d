package io.fengsui.hub.store.questdb;

import io.fengsui.hub.store.Row;
import java.util.ArrayList;
import java.util.List;

/** Rows that were found, up to a number that fits into memory. */
final class Gathering {

  private final int most;
  private final List<Row> rows = new ArrayList<>();

  Gathering(int most) {
    this.most = most;
  }

  /** False when it is full. */
  boolean add(Row row) {
    return rows.size() < most && rows.add(row);
  }

  List<Row> rows() {
    return rows;
  }
}
