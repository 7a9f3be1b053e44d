package io.fengsui.hub.bus;

import io.fengsui.hub.bus.BatchFile.Found;
import io.fengsui.hub.bus.Segments.Segment;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes from batch to batch through the segments of a lane. Used by one thread. */
final class Cursor implements Closeable {

  private static final long UNKNOWN = -1;

  private final LocalLane lane;
  private @Nullable Segment segment;
  private @Nullable BatchFile file;
  private boolean atBatch;
  // Position after the last batch that was looked at, and its stamp.
  private long expected;
  private long since = UNKNOWN;

  Cursor(LocalLane lane) {
    this.lane = lane;
  }

  /** The batch that {@link #next} went to; null if there was nothing but damage. */
  @Nullable BatchFile batch() {
    return atBatch ? file : null;
  }

  /** The head of that batch. */
  BatchHeader header() {
    if (!atBatch || file == null) {
      throw new IllegalStateException("no batch");
    }
    return file.header();
  }

  /**
   * Goes to the batch that holds a position, or to the first one after it that can be read.
   *
   * @return what is missing before that batch; null if it holds the position
   */
  Entry.@Nullable Missing next(long position, Durable durable) throws IOException {
    if (atBatch && file != null && file.header().next() > position) {
      return passed(file.header()); // it stands after what was missing
    }
    BatchFile batches = file == null ? open(position) : file;
    String why = "";
    atBatch = false;
    while (true) {
      Segment here = current();
      Found found = batches.next(durable.limit(here));
      if (found == Found.BATCH) {
        BatchHeader header = batches.header();
        if (header.next() > position) {
          atBatch = true;
          return header.first() <= position
              ? passed(header)
              : missing(position, header.first(), header.at(), why);
        }
        passed(header);
        continue;
      }
      if (found == Found.DAMAGED) {
        long at = batches.offset();
        why = "%s is damaged at byte %d".formatted(here.file(), at);
        long beyond = lane.segments().beyond(here);
        if (batches.resume(expected, beyond, durable.limit(here))) {
          continue;
        }
      }
      Segment after = lane.segments().after(here);
      if (after == null || after.first() >= durable.end()) {
        return missing(position, durable.end(), durable.lastAt(), why);
      }
      if (why.isEmpty() && after.first() > Math.max(expected, position)) {
        why = "the file before %s ends early, or one between is missing".formatted(after.file());
      }
      batches = open(after, 0);
    }
  }

  /** The first position with a stamp at or after the given one. */
  long find(long stamp, Durable durable) throws IOException {
    close();
    List<Segment> all = lane.segments().all();
    int low = 0;
    for (int high = all.size(); high - low > 1; ) {
      int middle = (low + high) >>> 1;
      long first = lane.segments().firstAt(all.get(middle));
      if (first != 0 && first < stamp) {
        low = middle;
      } else {
        high = middle;
      }
    }
    Segment here = all.get(low);
    BatchFile batches = open(here, lane.index(here).before(stamp));
    while (true) {
      Found found = batches.next(durable.limit(here));
      if (found == Found.BATCH) {
        if (batches.header().at() >= stamp) {
          return batches.header().first();
        }
        continue;
      }
      long beyond = lane.segments().beyond(here);
      if (found == Found.DAMAGED && batches.resume(here.first(), beyond, durable.limit(here))) {
        continue;
      }
      Segment after = lane.segments().after(here);
      if (after == null || after.first() >= durable.end()) {
        return durable.end();
      }
      here = after;
      batches = open(here, 0);
    }
  }

  @Override
  public void close() {
    BatchFile batches = file;
    file = null;
    segment = null;
    atBatch = false;
    since = UNKNOWN;
    if (batches != null) {
      try {
        batches.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Entry.@Nullable Missing passed(BatchHeader header) {
    expected = header.next();
    since = header.at();
    return null;
  }

  private Entry.Missing missing(long from, long to, long at, String why) throws IOException {
    long before = since == UNKNOWN ? stampBefore(from) : since;
    expected = to;
    return new Entry.Missing(
        from,
        LaneClock.instant(Math.max(at, before)),
        LaneClock.instant(before),
        to - from,
        why.isEmpty() ? "no file holds them" : why);
  }

  /** The stamp of the last batch before a position that can be read; 0 if there is none. */
  private long stampBefore(long position) throws IOException {
    Segment from = lane.segments().holding(position);
    for (Segment look = from; look != null; look = lane.segments().before(look)) {
      long last = 0;
      long next = look.first();
      try (BatchFile batches = lane.segments().read(look)) {
        long beyond = lane.segments().beyond(look);
        for (Found found = batches.next(Long.MAX_VALUE);
            found != Found.END && next < position;
            found = batches.next(Long.MAX_VALUE)) {
          if (found == Found.BATCH) {
            next = batches.header().next();
            last = next <= position ? batches.header().at() : last;
          } else if (!batches.resume(next, beyond, Long.MAX_VALUE)) {
            break;
          }
        }
      }
      if (last != 0) {
        return last;
      }
    }
    return LaneClock.nanos(Instant.EPOCH);
  }

  /** Opens the file that holds a position, at a place before it that its index knows. */
  private BatchFile open(long position) throws IOException {
    Segment holding = lane.segments().holding(position);
    long offset = lane.index(holding).holding(position);
    BatchFile batches = open(holding, offset);
    if (offset > 0 && !isTrue(batches, offset, position)) {
      lane.distrust(holding);
      batches = open(holding, 0);
    }
    return batches;
  }

  /** Whether an intact batch that begins at or before the position stands where the index says. */
  private boolean isTrue(BatchFile batches, long offset, long position) throws IOException {
    boolean holds =
        batches.next(Long.MAX_VALUE) == Found.BATCH && batches.header().first() <= position;
    expected = holds ? batches.header().first() : current().first();
    batches.seek(offset);
    return holds;
  }

  private BatchFile open(Segment next, long offset) throws IOException {
    BatchFile before = file;
    BatchFile batches = lane.segments().read(next);
    segment = next;
    file = batches;
    expected = next.first();
    if (before != null) {
      before.close();
    }
    batches.seek(offset);
    return batches;
  }

  private Segment current() {
    if (segment == null) {
      throw new IllegalStateException("no segment is open");
    }
    return segment;
  }
}
