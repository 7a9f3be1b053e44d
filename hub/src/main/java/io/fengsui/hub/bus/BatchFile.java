package io.fengsui.hub.bus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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

  private final Disk.File file;
  private byte[] buffer = new byte[STEP];
  private long base;
  private int from;
  private int limit;
  private BatchHeader header = NONE;

  BatchFile(Disk disk, Path path) throws IOException {
    file = disk.open(path, Disk.Mode.READ);
  }

  /** Continues at a byte where a batch begins. */
  void seek(long offset) {
    header = NONE;
    if (offset >= base && offset <= base + limit) {
      from = (int) (offset - base);
    } else {
      base = offset;
      from = 0;
      limit = 0;
    }
  }

  /**
   * Goes on to the next batch and checks that it is intact.
   *
   * @param end no byte of the file from here on is looked at
   */
  Found next(long end) throws IOException {
    from += header.size();
    header = NONE;
    if (!have(from, BatchHeader.SIZE, end)) {
      return from == limit ? Found.END : Found.DAMAGED;
    }
    if (!intactAt(from, end)) {
      return Found.DAMAGED;
    }
    header = BatchHeader.read(buffer, from);
    return Found.BATCH;
  }

  /**
   * After damage, goes to where intact batches begin again, so that {@link #next} finds the first
   * of them. The damaged batch is stepped over by its own length if a batch that continues it
   * stands there. Else all bytes are tried; and since what a device said may look like a batch, one
   * counts then only if it reaches to the end or to a batch that continues it.
   *
   * @param first position of the first record that is missing
   * @param beyond position that no record of the file reaches
   * @return false if nothing intact follows; it then stands at the end
   */
  boolean resume(long first, long beyond, long end) throws IOException {
    long size = Math.min(end, file.size());
    long damaged = offset();
    if (haveAt(damaged, BatchHeader.SIZE, size) && BatchHeader.isAt(buffer, from)) {
      BatchHeader head = BatchHeader.read(buffer, from);
      long after = damaged + head.size();
      if (head.first() == first && begins(after, head.next(), beyond, size)) {
        seek(after);
        return true;
      }
    }
    for (long at = damaged + 1; haveAt(at, BatchHeader.SIZE, size); at++) {
      if (BatchHeader.isAt(buffer, from)) {
        BatchHeader found = BatchHeader.read(buffer, from);
        if (found.first() >= first
            && begins(at, found.first(), beyond, size)
            && ends(at + found.size(), found.next(), size)) {
          seek(at);
          return true;
        }
      }
    }
    seek(size);
    return false;
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

  private boolean begins(long at, long first, long beyond, long end) throws IOException {
    if (!haveAt(at, BatchHeader.SIZE, end) || !intactAt(from, end)) {
      return false;
    }
    BatchHeader found = BatchHeader.read(buffer, from);
    return found.first() == first && found.next() <= beyond;
  }

  private boolean ends(long at, long next, long end) throws IOException {
    return haveAt(at, BatchHeader.SIZE, end)
        ? BatchHeader.isAt(buffer, from) && BatchHeader.read(buffer, from).first() == next
        : at == end;
  }

  private boolean intactAt(int place, long end) throws IOException {
    if (!BatchHeader.isAt(buffer, place)) {
      return false;
    }
    BatchHeader found = BatchHeader.read(buffer, place);
    return have(place, found.size(), end) && found.isIntact(buffer, from);
  }

  /** Makes {@link #from} stand at a byte of the file with so many bytes after it in the buffer. */
  private boolean haveAt(long at, int bytes, long end) throws IOException {
    seek(at);
    return have(from, bytes, end);
  }

  /** Whether so many bytes follow; {@link #from} may be moved within the buffer. */
  private boolean have(int place, int bytes, long end) throws IOException {
    from = place;
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
      int got = room <= 0 ? -1 : file.read(ByteBuffer.wrap(buffer, limit, room), base + limit);
      if (got < 0) {
        return false;
      }
      limit += got;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
