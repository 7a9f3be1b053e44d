package io.fengsui.hub.bus;

import io.fengsui.hub.bus.Segments.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes batches to the newest segment. After a failure nothing is written until {@link #restore}
 * has cut off what the failure may have left. Used by the lane's writer only, save {@link #active}.
 */
final class SegmentWriter implements AutoCloseable {

  private static final int PROBE = 64 << 10;

  /**
   * The segment that is written to, as readers see it.
   *
   * @param index grows
   */
  record Active(Segment segment, SparseIndex index) {}

  private final Segments segments;
  private final long segmentSize;
  private volatile Active active;
  private Disk.File file;
  private long good;

  /**
   * @param found what the newest segment holds
   */
  SegmentWriter(Segments segments, long segmentSize, Recovery found) throws IOException {
    this.segments = segments;
    this.segmentSize = segmentSize;
    this.good = found.good();
    active = new Active(segments.newest(), found.index());
    file = segments.disk().open(active.segment().file(), Disk.Mode.WRITE);
    restore();
  }

  /** The segment that is written to. Any thread. */
  Active active() {
    return active;
  }

  /** Durable bytes of {@link #active()}. */
  long good() {
    return good;
  }

  /** Makes a batch durable, in a new segment if this one has grown enough. */
  void append(ByteBuffer batch, long first, long at) throws IOException {
    if (good >= segmentSize) {
      begin(first);
    }
    int bytes = batch.remaining();
    file.write(batch, good);
    file.force();
    active.index().note(good, first, at);
    good += bytes;
  }

  /** Begins a new segment. */
  void begin(long first) throws IOException {
    Disk.File done = file;
    file = segments.create(first);
    Active closed = active;
    active = new Active(segments.newest(), new SparseIndex());
    good = 0;
    done.close();
    segments.keep(closed.segment(), closed.index());
  }

  /** Cuts the segment back to what is durable. */
  void restore() throws IOException {
    if (file.size() > good) {
      file.truncate(good);
    }
    file.force();
  }

  /** Tries whether the disk takes data again; leaves nothing behind. */
  void probe() throws IOException {
    restore();
    try {
      file.write(ByteBuffer.allocate(PROBE), good);
      file.force();
    } finally {
      restore();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
