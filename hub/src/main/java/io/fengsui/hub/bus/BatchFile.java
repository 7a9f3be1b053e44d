package io.fengsui.hub.bus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads a segment batch by batch, in large steps. Used by one thread. */
final class BatchFile implements Closeable {

  /** What stands at the next place. */
  enum Found {
    BATCH,
    END,
    DAMAGED
  }

  private static final int STEP = 256 << 10;
  private static final BatchHeader NONE = new BatchHeader(0, -BatchHeader.SIZE, 0, 0, 0);

  private final FileChannel channel;
  private byte[] buffer = new byte[STEP];
  private long base;
  private int from;
  private int limit;
  private BatchHeader header = NONE;

  BatchFile(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
  }

  /**
   * Goes on to the next batch and checks that it is intact.
   *
   * @param end no byte of the file from here on is looked at
   */
  Found next(long end) throws IOException {
    from += header.size();
    header = NONE;
    if (!have(BatchHeader.SIZE, end)) {
      return from == limit ? Found.END : Found.DAMAGED;
    }
    if (!BatchHeader.isAt(buffer, from)) {
      return Found.DAMAGED;
    }
    BatchHeader found = BatchHeader.read(buffer, from);
    if (!have(found.size(), end) || !found.isIntact(buffer, from)) {
      return Found.DAMAGED;
    }
    header = found;
    return Found.BATCH;
  }

  /** The head of the batch that {@link #next} went to. */
  BatchHeader header() {
    return header;
  }

  /** The bytes that hold the batch, valid until the next {@link #next}. */
  byte[] bytes() {
    return buffer;
  }

  /** Where the batch's records begin in {@link #bytes()}. */
  int records() {
    return from + BatchHeader.SIZE;
  }

  /** Where in the file the batch, or what is damaged, begins. */
  long offset() {
    return base + from;
  }

  private boolean have(int bytes, long end) throws IOException {
    if (limit - from >= bytes) {
      return true;
    }
    System.arraycopy(buffer, from, buffer, 0, limit - from);
    limit -= from;
    base += from;
    from = 0;
    if (bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, bytes);
    }
    while (limit < bytes) {
      int room = (int) Math.min(buffer.length - limit, end - base - limit);
      int got = room <= 0 ? -1 : channel.read(ByteBuffer.wrap(buffer, limit, room), base + limit);
      if (got < 0) {
        return false;
      }
      limit += got;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
