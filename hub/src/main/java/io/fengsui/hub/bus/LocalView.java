package io.fengsui.hub.bus;

import io.fengsui.hub.bus.BusReader.Batch;
import io.fengsui.hub.bus.EntryDecoder.Decoded;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the segments of a lane, up to what is durable. */
class LocalView implements LaneView {

  private final LocalLane lane;
  private final Cursor cursor;
  private final EntryDecoder decoder = new EntryDecoder();
  private final ByteReader records = new ByteReader();

  private long position;
  private volatile long reached;
  // Of the batch that the cursor stands at: records that are not read, and where the next begins.
  private int left;
  private int offset;
  private Instant at = Instant.EPOCH;

  LocalView(LocalLane lane, long from) {
    this.lane = lane;
    this.cursor = new Cursor(lane);
    position = from;
    reached = from;
  }

  @Override
  public long position() {
    return reached;
  }

  @Override
  public Batch read(int max, Duration patience) throws InterruptedException, IOException {
    Horizon horizon = lane.state().awaitBeyond(position, patience);
    if (horizon.caughtUpTo() != null) {
      return new Batch(List.of(), position, horizon.caughtUpTo());
    }
    long from = position;
    try {
      List<Entry> entries = entries(horizon.durable(), max);
      reached = position;
      return new Batch(entries, position, null);
    } catch (ClosedByInterruptException e) {
      go(from);
      throw (InterruptedException)
          new InterruptedException("interrupted while reading the bus").initCause(e);
    } catch (IOException | RuntimeException e) {
      go(from);
      throw e;
    }
  }

  private List<Entry> entries(Durable durable, int max) throws IOException {
    int most = (int) Math.min(max, durable.end() - position);
    List<Entry> entries = new ArrayList<>(most);
    while (entries.size() < most && position < durable.end()) {
      if (left == 0) {
        Entry.Missing missing = cursor.next(position, durable);
        begin();
        if (missing != null) {
          lane.damage().met(missing);
          entries.add(missing);
          position += missing.records();
          continue;
        }
      }
      entries.add(nextEntry());
    }
    return entries;
  }

  @Override
  public void seek(long target) {
    long kept = kept();
    go(Math.clamp(target, kept, Math.max(kept, lane.state().durable().end())));
  }

  @Override
  public void seek(Instant from) throws IOException {
    go(Math.max(kept(), cursor.find(LaneClock.nanos(from), lane.state().durable())));
  }

  /** The lowest position that it goes to. */
  long kept() {
    return lane.segments().oldest().first();
  }

  @Override
  public void close() {
    cursor.close();
  }

  private void go(long target) {
    cursor.close();
    left = 0;
    position = target;
    reached = target;
  }

  /** Goes to the first record of the cursor's batch that is not yet read. */
  private void begin() {
    BatchFile batch = cursor.batch();
    if (batch == null) {
      return;
    }
    BatchHeader header = batch.header();
    left = header.count();
    offset = batch.records();
    at = LaneClock.instant(header.at());
    for (long skip = position - header.first(); skip > 0; skip--) {
      nextRecord(batch);
    }
  }

  private Entry nextEntry() {
    BatchFile batch = cursor.batch();
    if (batch == null) {
      throw new IllegalStateException("no batch");
    }
    int length = nextRecord(batch);
    Entry entry =
        switch (decoder.decode(batch.bytes(), offset - length, length, position, at)) {
          case Decoded.Good(Entry good) -> good;
          case Decoded.Malformed(String why) -> {
            String sentence =
                "record %d of lane %s cannot be read, though it is as it was written: %s. Was it written by a newer hub?"
                    .formatted(position, lane.lane().key(), why);
            var missing = new Entry.Missing(position, at, at, 1, sentence);
            lane.damage().met(missing);
            yield missing;
          }
        };
    position++;
    return entry;
  }

  /** Steps over a record; answers its length. */
  private int nextRecord(BatchFile batch) {
    int end = batch.records() + batch.header().bytes();
    records.reset(batch.bytes(), offset, end - offset);
    int length = records.varint();
    offset = end - records.remaining() + length;
    left--;
    return length;
  }
}
