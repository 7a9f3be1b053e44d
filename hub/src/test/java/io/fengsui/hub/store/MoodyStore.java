package io.fengsui.hub.store;

import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A real store behind a door that a test can shut. */
final class MoodyStore implements HistoryStore {

  private final HistoryStore behind;
  private volatile String refusal = "";
  final AtomicInteger tries = new AtomicInteger();

  MoodyStore(HistoryStore behind) {
    this.behind = behind;
  }

  void refuse(String why) {
    refusal = why;
  }

  void accept() {
    refusal = "";
  }

  @Override
  public Intake intake(Lane lane) throws IOException {
    Intake intake = behind.intake(lane);
    return new Intake() {
      @Override
      public Optional<Mark> last() throws IOException {
        return intake.last();
      }

      @Override
      public void add(Entry.Heard heard) throws IOException {
        intake.add(heard);
      }

      @Override
      public Kept commit() throws IOException {
        if (!refusal.isEmpty()) {
          tries.incrementAndGet();
          throw new IOException(refusal);
        }
        return intake.commit();
      }

      @Override
      public void close() {
        intake.close();
      }
    };
  }

  @Override
  public List<String> metrics(String device) throws IOException {
    return behind.metrics(device);
  }

  @Override
  public List<Point> points(Series series, Span span, int most) throws IOException {
    return behind.points(series, span, most);
  }

  @Override
  public List<Bucket> buckets(Series series, Span span, int count) throws IOException {
    return behind.buckets(series, span, count);
  }

  @Override
  public Extent extent(Selection selection) throws IOException {
    return behind.extent(selection);
  }

  @Override
  public void scan(Selection selection, RowSink sink) throws IOException {
    behind.scan(selection, sink);
  }

  @Override
  public Status status() {
    return behind.status();
  }

  @Override
  public void close() {
    behind.close();
  }
}
