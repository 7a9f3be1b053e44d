package io.fengsui.hub.bus;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Reads a lane from its beginning to its end and tells what cannot be read. Used by one thread. */
public final class Verification {

  /** Bytes a second; more would take the disk from those who need it now. */
  private static final long PACE = 100L << 20;

  private static final long STRETCH = 4 << 20;

  /** Hears how it goes, on the thread that verifies. */
  public interface Listener {

    /** So many of the lane's bytes are read. */
    void passed(long bytes, long ofAll) throws IOException;

    /** Records that cannot be read; {@link Entry.Missing#why()} names file and byte. */
    void missing(Entry.Missing missing) throws IOException;

    /** All is read that stood there when it began: so many records from the first to the end. */
    void done(long records, long first, long end) throws IOException;
  }

  private final LocalLane lane;
  private final Listener listener;

  Verification(LocalLane lane, Listener listener) {
    this.lane = lane;
    this.listener = listener;
  }

  void run() throws IOException, InterruptedException {
    Durable durable = lane.state().durable();
    long all = lane.bytes();
    long first = lane.segments().oldest().first();
    long position = first;
    long records = 0;
    long bytes = 0;
    long told = 0;
    try (var cursor = new Cursor(lane)) {
      while (position < durable.end()) {
        Entry.Missing missing = cursor.next(position, durable);
        if (missing != null) {
          listener.missing(missing);
          position = missing.position() + missing.records();
        } else {
          BatchHeader header = cursor.header();
          records += header.next() - position;
          bytes += header.size();
          position = header.next();
        }
        if (bytes - told >= STRETCH) {
          TimeUnit.NANOSECONDS.sleep((bytes - told) * TimeUnit.SECONDS.toNanos(1) / PACE);
          told = bytes;
          listener.passed(bytes, Math.max(all, bytes));
        }
      }
    }
    listener.done(records, first, durable.end());
  }
}
