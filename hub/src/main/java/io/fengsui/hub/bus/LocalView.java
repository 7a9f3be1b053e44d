package io.fengsui.hub.bus;

import io.fengsui.hub.bus.BatchFile.Found;
import io.fengsui.hub.bus.EntryDecoder.Decoded;
import io.fengsui.hub.bus.LaneLog.Horizon;
import io.fengsui.hub.bus.Segments.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the segments of a lane, up to what is durable. */
class LocalView implements LaneView {

  private final LocalLane lane;
  private final EntryDecoder decoder = new EntryDecoder();
  private final ByteReader records = new ByteReader();

  private long position;
  private volatile long reached;
  private @Nullable Segment segment;
  private @Nullable BatchFile file;
  private int left;
  private int offset;
  private Instant at = Instant.EPOCH;

  LocalView(LocalLane lane, long from) {
    this.lane = lane;
    position = from;
    reached = from;
  }

  /** The next record that the last read or seek left it at. Any thread. */
  long position() {
    return reached;
  }

  @Override
  public BusReader.Batch read(int max, Duration patience) throws InterruptedException, IOException {
    Horizon horizon = lane.state().awaitBeyond(position, patience);
    if (horizon.caughtUpTo() != null) {
      return new BusReader.Batch(List.of(), position, horizon.caughtUpTo());
    }
    long from = position;
    try {
      List<Entry> entries = entries(horizon.durable(), max);
      reached = position;
      return new BusReader.Batch(entries, position, null);
    } catch (ClosedByInterruptException e) {
      seek(from);
      throw (InterruptedException)
          new InterruptedException("interrupted while reading the bus").initCause(e);
    } catch (IOException | RuntimeException e) {
      seek(from);
      throw e;
    }
  }

  private List<Entry> entries(Durable durable, int max) throws IOException {
    int most = (int) Math.min(max, durable.end() - position);
    List<Entry> entries = new ArrayList<>(most);
    while (entries.size() < most) {
      if (left == 0) {
        nextBatch(durable);
      }
      entries.add(nextEntry());
    }
    return entries;
  }

  @Override
  public void seek(long target) {
    forgetFile();
    long kept = lane.segments().oldest().first();
    position = Math.clamp(target, kept, Math.max(kept, lane.state().durable().end()));
    reached = position;
  }

  @Override
  public void seek(Instant from) throws IOException {
    Durable durable = lane.state().durable();
    long target = LaneClock.nanos(from);
    seek(lane.segments().oldest().first());
    while (position < durable.end()) {
      nextBatch(durable);
      if (LaneClock.nanos(at) >= target) {
        break;
      }
      position = open().header().next();
      left = 0;
    }
    seek(position);
  }

  @Override
  public void close() {
    forgetFile();
  }

  /** Goes to the batch that holds {@link #position}, and in it to that record. */
  private void nextBatch(Durable durable) throws IOException {
    BatchFile batches = file;
    if (batches == null || segment == null) {
      batches = open(lane.segments().holding(position));
    }
    do {
      Found found = batches.next(durable.limit(segment()));
      if (found == Found.END) {
        Segment next = lane.segments().holding(position);
        if (next.equals(segment)) {
          throw Recovery.damaged(next, batches.offset(), position);
        }
        forgetFile();
        batches = open(next);
      } else if (found == Found.DAMAGED) {
        throw Recovery.damaged(segment(), batches.offset(), position);
      }
    } while (batches.header().next() <= position);
    if (batches.header().first() > position) {
      throw Recovery.damaged(segment(), batches.offset(), position);
    }
    left = batches.header().count();
    offset = batches.records();
    at = LaneClock.instant(batches.header().at());
    for (long skip = position - batches.header().first(); skip > 0; skip--) {
      nextRecord(batches);
    }
  }

  private Entry nextEntry() throws IOException {
    BatchFile batches = open();
    int length = nextRecord(batches);
    byte[] bytes = batches.bytes();
    return switch (decoder.decode(bytes, offset - length, length, position, at)) {
      case Decoded.Good(Entry entry) -> {
        position++;
        yield entry;
      }
      case Decoded.Malformed(String why) ->
          throw new BusDamagedException(
              "record %d of lane %s cannot be read, though it is as it was written: %s. Was it written by a newer hub?"
                  .formatted(position, lane.lane().key(), why));
    };
  }

  /** Steps over a record; answers its length. */
  private int nextRecord(BatchFile batches) {
    int end = batches.records() + batches.header().bytes();
    records.reset(batches.bytes(), offset, end - offset);
    int length = records.varint();
    offset = end - records.remaining() + length;
    left--;
    return length;
  }

  private BatchFile open() {
    if (file == null) {
      throw new IllegalStateException("no batch");
    }
    return file;
  }

  private Segment segment() {
    if (segment == null) {
      throw new IllegalStateException("no segment is open");
    }
    return segment;
  }

  private BatchFile open(Segment next) throws IOException {
    var batches = new BatchFile(next.file());
    segment = next;
    file = batches;
    return batches;
  }

  private void forgetFile() {
    BatchFile batches = file;
    file = null;
    segment = null;
    left = 0;
    if (batches != null) {
      try {
        batches.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
