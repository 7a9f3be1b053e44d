package io.fengsui.hub.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Walks through an answer of any size in order of time: piece by piece, each as long as what it
 * holds fits into memory. Thread-safe.
 *
 * @param most rows of one piece
 * @param patience how long one piece may take to find
 */
public record Chunks(int most, Duration patience) {

  /** Finds the rows of a stretch of time, sorted and folded. */
  @FunctionalInterface
  public interface Finder {

    /**
     * Rows whose time is in the stretch.
     *
     * @param from nanoseconds since 1970
     * @param to the first nanosecond after it
     * @return empty if they are more than {@code most}
     */
    Optional<List<Row>> find(long from, long to, int most) throws IOException;
  }

  /** Takes rows; false when it has enough. */
  @FunctionalInterface
  public interface Taker {
    boolean take(Row row) throws IOException;
  }

  /** Hands all rows of a span to {@code taker}. */
  public void walk(Span span, Finder finder, Taker taker) throws IOException {
    long from = ReadingTime.nanos(span.from());
    long end = ReadingTime.nanos(span.to());
    long width = end - from;
    while (from < end) {
      long to = end - from <= width ? end : from + width;
      Optional<List<Row>> found = find(finder, from, to);
      if (found.isEmpty()) {
        width = (to - from) / 2;
        continue;
      }
      for (Row row : found.get()) {
        if (!taker.take(row)) {
          return;
        }
      }
      if (found.get().size() < most / 4 && width <= Long.MAX_VALUE / 2) {
        width *= 2;
      }
      from = to;
    }
  }

  private Optional<List<Row>> find(Finder finder, long from, long to) throws IOException {
    long begin = System.nanoTime();
    Optional<List<Row>> found = finder.find(from, to, to - from <= 1 ? Integer.MAX_VALUE : most);
    if (System.nanoTime() - begin > patience.toNanos()) {
      throw new IOException("the history took longer than " + patience.toSeconds() + " s");
    }
    return found;
  }
}
