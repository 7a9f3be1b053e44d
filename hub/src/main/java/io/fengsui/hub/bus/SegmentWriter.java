package io.fengsui.hub.bus;

import io.fengsui.hub.bus.Segments.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * Writes batches to the newest segment. After a failure nothing is written until {@link #restore}
 * has cut off what the failure may have left. Used by the lane's writer thread only.
 */
final class SegmentWriter implements AutoCloseable {

  private static final int PROBE = 64 << 10;

  private final Segments segments;
  private final long segmentSize;
  private Segment active;
  private FileChannel channel;
  private long good;

  /**
   * @param good bytes of the newest segment that are kept
   */
  SegmentWriter(Segments segments, long segmentSize, long good) throws IOException {
    this.segments = segments;
    this.segmentSize = segmentSize;
    this.good = good;
    active = segments.newest();
    channel = open(active);
    restore();
  }

  /** The segment that is written to. */
  Segment active() {
    return active;
  }

  /** Durable bytes of {@link #active()}. */
  long good() {
    return good;
  }

  /** Makes a batch durable, in a new segment if this one has grown enough. */
  void append(ByteBuffer batch, long first) throws IOException {
    if (good >= segmentSize) {
      FileChannel next = segments.create(first);
      channel.close();
      channel = next;
      active = segments.newest();
      good = 0;
    }
    int bytes = batch.remaining();
    DurableFiles.writeFully(channel, batch, good);
    channel.force(false);
    good += bytes;
  }

  /** Cuts the segment back to what is durable. */
  void restore() throws IOException {
    if (!channel.isOpen()) {
      channel = open(active);
    }
    if (channel.size() > good) {
      channel.truncate(good);
    }
    channel.force(true);
  }

  /** Tries whether the disk takes data again; leaves nothing behind. */
  void probe() throws IOException {
    restore();
    try {
      DurableFiles.writeFully(channel, ByteBuffer.allocate(PROBE), good);
      channel.force(false);
    } finally {
      restore();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static FileChannel open(Segment segment) throws IOException {
    return FileChannel.open(segment.file(), StandardOpenOption.WRITE);
  }
}
