package io.fengsui.hub.store;

import io.fengsui.adapter.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One reading as it was written.
 *
 * @param time nanoseconds since 1970
 * @param position of the record it came in
 */
public record Row(long time, String device, String metric, Value value, long position) {

  private static final Comparator<Row> ORDER =
      Comparator.comparingLong(Row::time)
          .thenComparing(Row::device)
          .thenComparing(Row::metric)
          .thenComparingLong(Row::position);

  /** Sorts by time; of those with the same device, metric and time the last one written stays. */
  public static List<Row> folded(List<Row> rows) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(ORDER);
    int kept = 0;
    for (Row row : sorted) {
      boolean again = kept > 0 && row.isSamePoint(sorted.get(kept - 1));
      sorted.set(again ? kept - 1 : kept++, row);
    }
    return sorted.subList(0, kept);
  }

  private boolean isSamePoint(Row other) {
    return time == other.time && device.equals(other.device) && metric.equals(other.metric);
  }
}
