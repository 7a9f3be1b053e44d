package io.fengsui.hub.store;

import io.fengsui.hub.bus.Lane;
import java.io.IOException;
import java.util.List;

/**
 * Where readings are kept. The same device, metric and time written twice is one point: the one
 * written last.
 *
 * <p>Reads may come from any thread and may block for at most the store's time limit; they see what
 * was committed. Every {@link IOException} says what the store said.
 */
public interface HistoryStore extends AutoCloseable {

  /** The way in for one lane; one at a time for each lane. */
  Intake intake(Lane lane) throws IOException;

  /** The metrics that a device has ever had here, sorted. */
  List<String> metrics(String device) throws IOException;

  /**
   * The points of a series, oldest first.
   *
   * @param most no more than this many, the oldest ones
   */
  List<Point> points(Series series, Span span, int most) throws IOException;

  /**
   * A series in at most {@code count} equal parts of the span; parts without a point are left out.
   */
  List<Bucket> buckets(Series series, Span span, int count) throws IOException;

  /** How much a selection holds; an estimate that costs little. */
  Extent extent(Selection selection) throws IOException;

  /**
   * Hands every point of a selection to {@code sink}, in the order of time.
   *
   * @throws IOException what the store or the sink threw; the sink has got a beginning then
   */
  void scan(Selection selection, RowSink sink) throws IOException;

  /** One sentence for operators, and how much disk it takes here. */
  Status status();

  @Override
  void close();

  /**
   * What a store says of itself.
   *
   * @param bytes on this machine's disk; -1 when it is kept elsewhere
   * @param detail one sentence
   */
  record Status(long bytes, String detail) {}

  /** Takes the rows of a scan. */
  @FunctionalInterface
  interface RowSink {
    void row(String device, String metric, Point point) throws IOException;
  }
}
