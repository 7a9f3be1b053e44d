package io.fengsui.hub.store.questdb;

import io.fengsui.hub.bus.Lane;
import io.questdb.cairo.PartitionBy;
import io.questdb.cairo.TableStructure;
import java.time.Duration;
import java.util.Locale;

/**
 * One table. A lane has a narrow one for numbers that came in time, which is nearly all there is,
 * and a wide one for the rest: texts, places, and what came long before or after its own time. So
 * the narrow one stays small, and a stretch of time is one stretch of it.
 *
 * @param wide whether it is the one for the rest
 * @param keepHours whole days that ended longer ago than this are deleted
 */
record Shelf(Lane lane, boolean wide, int keepHours) implements TableStructure {

  /** A reading is in time when its time and the bus's are at most this far apart. */
  static final Duration IN_TIME = Duration.ofMinutes(1);

  private static final int DEVICES = 1 << 17;
  private static final int METRICS = 1 << 10;

  @Override
  public CharSequence getTableName() {
    return lane.key() + (wide ? "-rest" : "");
  }

  @Override
  public int getColumnCount() {
    return Column.count() - (wide ? 0 : 1);
  }

  @Override
  public CharSequence getColumnName(int index) {
    return Column.at(index).name().toLowerCase(Locale.ROOT);
  }

  @Override
  public int getColumnType(int index) {
    return Column.at(index).type();
  }

  @Override
  public int getTimestampIndex() {
    return Column.AT.index();
  }

  @Override
  public int getPartitionBy() {
    return PartitionBy.DAY;
  }

  @Override
  public int getTtlHoursOrMonths() {
    return keepHours;
  }

  @Override
  public int getSymbolCapacity(int index) {
    return index == Column.DEVICE.index() ? DEVICES : METRICS;
  }

  /** The writer remembers them itself. */
  @Override
  public boolean getSymbolCacheFlag(int index) {
    return false;
  }

  @Override
  public boolean isIndexed(int index) {
    return false;
  }

  @Override
  public int getIndexBlockCapacity(int index) {
    return 0;
  }

  @Override
  public boolean isDedupKey(int index) {
    return false;
  }

  @Override
  public boolean isWalEnabled() {
    return false;
  }

  @Override
  public int getMaxUncommittedRows() {
    return Integer.MAX_VALUE;
  }

  @Override
  public long getO3MaxLag() {
    return 0;
  }
}
