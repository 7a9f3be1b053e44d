package io.fengsui.hub.store;

import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.hub.store.Bucket.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the buckets of a span from its points, which come in order of time. For one thread. */
public final class Buckets {

  private final long from;
  private final long width;
  private final List<Bucket> made = new ArrayList<>();
  private long index = -1;
  private long points;
  private @Nullable Value last;
  private long numbers;
  private double sum;
  private double min;
  private double max;
  private double lastNumber;

  /**
   * @param count equal parts of the span
   */
  public Buckets(Span span, int count) {
    from = ReadingTime.nanos(span.from());
    width = width(span, count);
  }

  /** Nanoseconds that each of the parts takes; together they cover the span. */
  public static long width(Span span, int count) {
    long whole = ReadingTime.nanos(span.to()) - ReadingTime.nanos(span.from());
    return Math.max(1, Math.ceilDiv(whole, count));
  }

  /** Adds the next point. */
  public void add(long time, Value value) {
    long next = (time - from) / width;
    if (next != index) {
      close();
      index = next;
    }
    points++;
    last = value;
    if (value instanceof Quantity(double amount, var _)) {
      min = numbers == 0 ? amount : Math.min(min, amount);
      max = numbers == 0 ? amount : Math.max(max, amount);
      sum += amount;
      lastNumber = amount;
      numbers++;
    }
  }

  /** All buckets, when the last point was added. */
  public List<Bucket> made() {
    close();
    return List.copyOf(made);
  }

  private void close() {
    if (last != null) {
      Instant at = ReadingTime.instant(from + index * width);
      Numbers found = numbers == 0 ? null : new Numbers(min, sum / numbers, max, lastNumber);
      made.add(new Bucket(at, points, last, found));
    }
    points = 0;
    last = null;
    numbers = 0;
    sum = 0;
  }
}
