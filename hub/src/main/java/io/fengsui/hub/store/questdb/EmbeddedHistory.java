package io.fengsui.hub.store.questdb;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.store.Bucket;
import io.fengsui.hub.store.Buckets;
import io.fengsui.hub.store.Chunks;
import io.fengsui.hub.store.Extent;
import io.fengsui.hub.store.HistoryStore;
import io.fengsui.hub.store.Intake;
import io.fengsui.hub.store.Intake.Mark;
import io.fengsui.hub.store.Point;
import io.fengsui.hub.store.ReadingTime;
import io.fengsui.hub.store.Row;
import io.fengsui.hub.store.Selection;
import io.fengsui.hub.store.Series;
import io.fengsui.hub.store.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The history in QuestDB, in the hub's process. It is opened by whoever needs it first. */
public final class EmbeddedHistory implements HistoryStore {

  private static final String READING = "the history cannot be read";
  private static final int CHUNK = 200_000;

  private final Path folder;
  private final Chunks chunks;
  private final List<Shelf> shelves = new ArrayList<>();
  private @Nullable Engine engine;
  private boolean closed;

  /**
   * @param folder made when it is not there
   * @param retention days that ended longer ago are deleted; at least a day
   * @param patience how long one answer may take
   */
  public EmbeddedHistory(Path folder, Duration retention, Duration patience) {
    this.folder = folder;
    this.chunks = new Chunks(CHUNK, patience);
    int hours = (int) Math.min(retention.toHours(), Integer.MAX_VALUE);
    for (Lane lane : Lane.values()) {
      shelves.add(new Shelf(lane, false, hours));
      shelves.add(new Shelf(lane, true, hours));
    }
  }

  @Override
  public Intake intake(Lane lane) throws IOException {
    Engine open = engine();
    return Trouble.told(
        "the history cannot be written",
        () -> {
          ShelfWriter rest = open.writer(shelf(lane, true));
          try {
            return new EmbeddedIntake(
                this, shelf(lane, false), open.writer(shelf(lane, false)), rest);
          } catch (RuntimeException | Error e) {
            rest.close();
            throw e;
          }
        });
  }

  @Override
  public List<String> metrics(String device) throws IOException {
    var found = new TreeSet<String>();
    for (Shelf shelf : shelves) {
      read(
          shelf,
          reader -> {
            reader.metrics(device, found);
            return true;
          });
    }
    return List.copyOf(found);
  }

  @Override
  public List<Point> points(Series series, Span span, int most) throws IOException {
    List<Point> points = new ArrayList<>();
    walk(
        Selection.of(series, span),
        row -> {
          points.add(point(row));
          return points.size() < most;
        });
    return points;
  }

  @Override
  public List<Bucket> buckets(Series series, Span span, int count) throws IOException {
    var buckets = new Buckets(span, count);
    walk(
        Selection.of(series, span),
        row -> {
          buckets.add(row.time(), row.value());
          return true;
        });
    return buckets.made();
  }

  @Override
  public Extent extent(Selection selection) throws IOException {
    Question question = question(selection);
    long rows = 0;
    for (Shelf shelf : shelves) {
      rows += read(shelf, reader -> reader.count(question));
    }
    return new Extent(rows);
  }

  @Override
  public void scan(Selection selection, RowSink sink) throws IOException {
    walk(
        selection,
        row -> {
          sink.row(row.device(), row.metric(), point(row));
          return true;
        });
  }

  @Override
  public Status status() {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    } catch (IOException e) {
      return new Status(-1, "files in %s; they cannot be read: %s".formatted(folder, e));
    }
    return new Status(bytes, "files in " + folder);
  }

  /** The record that the last row of a table came from. */
  Optional<Mark> last(Shelf shelf) throws IOException {
    return read(shelf, ShelfReader::last);
  }

  /** Gives back what readers that are done hold open. */
  void tidy() throws IOException {
    engine().tidy();
  }

  private void walk(Selection selection, Chunks.Taker taker) throws IOException {
    Question question = question(selection);
    chunks.walk(
        selection.span(), (from, to, most) -> gather(question.between(from, to), most), taker);
  }

  private Optional<List<Row>> gather(Question question, int most) throws IOException {
    var rows = new Gathering(most);
    for (Shelf shelf : shelves) {
      if (!read(shelf, reader -> reader.gather(question, rows))) {
        return Optional.empty();
      }
    }
    return Optional.of(Row.folded(rows.rows()));
  }

  private <T> T read(Shelf shelf, Function<ShelfReader, T> question) throws IOException {
    Engine open = engine();
    return Trouble.told(
        READING,
        () -> {
          try (ShelfReader reader = open.reader(shelf)) {
            return question.apply(reader);
          }
        });
  }

  private Shelf shelf(Lane lane, boolean wide) {
    return shelves.stream()
        .filter(shelf -> shelf.lane() == lane && shelf.wide() == wide)
        .findFirst()
        .orElseThrow();
  }

  private static Question question(Selection selection) {
    return new Question(
        ReadingTime.nanos(selection.span().from()),
        ReadingTime.nanos(selection.span().to()),
        selection.device(),
        selection.metric());
  }

  private static Point point(Row row) {
    return new Point(ReadingTime.instant(row.time()), row.value());
  }

  private synchronized Engine engine() throws IOException {
    if (closed) {
      throw new IOException("the history is closed");
    }
    if (engine == null) {
      engine = Engine.open(folder);
    }
    return engine;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (engine != null) {
      engine.close();
      engine = null;
    }
  }
}
