package io.fengsui.hub.bus;

import io.fengsui.hub.bus.Segments.Segment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;

/**
 * What the newest segment holds when the bus opens.
 *
 * <p>A batch is written and made durable before the next one is begun, so a crash can only have
 * torn the last one; nobody was told that it was kept, and it is cut off. If an intact batch
 * follows the torn place, the file was damaged by something else, and that is for a person to
 * decide.
 *
 * @param end position the next record gets
 * @param good bytes that are kept
 * @param torn bytes after them that are cut off
 * @param lastAt stamp of the last batch, nanoseconds since 1970; 0 if there is none
 */
record Recovery(long end, long good, long torn, long lastAt) {

  static Recovery of(Segment newest) throws IOException {
    long end = newest.first();
    long lastAt = 0;
    try (var batches = new BatchFile(newest.file())) {
      BatchFile.Found found;
      while ((found = batches.next(Long.MAX_VALUE)) == BatchFile.Found.BATCH) {
        if (batches.header().first() != end) {
          throw damaged(newest, batches.offset(), end);
        }
        end = batches.header().next();
        lastAt = batches.header().at();
      }
      long good = batches.offset();
      long torn = Files.size(newest.file()) - good;
      if (found == BatchFile.Found.DAMAGED && intactBatchAfter(newest, good, end)) {
        throw damaged(newest, good, end);
      }
      return new Recovery(end, good, torn, lastAt);
    }
  }

  /** The stamp of a segment's first batch; 0 if it has none. */
  static long firstAt(Segment segment) throws IOException {
    try (var batches = new BatchFile(segment.file())) {
      return batches.next(Long.MAX_VALUE) == BatchFile.Found.BATCH ? batches.header().at() : 0;
    }
  }

  static BusDamagedException damaged(Segment segment, long offset, long position) {
    return new BusDamagedException(
        "the bus is damaged in %s at byte %d (record %d), and not by a crash of the hub: later records are intact. Restore the folder from a backup, or move it away to begin an empty bus"
            .formatted(segment.file(), offset, position));
  }

  private static boolean intactBatchAfter(Segment segment, long from, long expected)
      throws IOException {
    byte[] rest = tail(segment, from);
    for (int at = 1; at <= rest.length - BatchHeader.SIZE; at++) {
      if (BatchHeader.isAt(rest, at)) {
        BatchHeader header = BatchHeader.read(rest, at);
        if (header.first() >= expected
            && header.size() <= rest.length - at
            && header.isIntact(rest, at)) {
          return true;
        }
      }
    }
    return false;
  }

  /** As much as the damaged batch and the whole one after it can take. */
  private static byte[] tail(Segment segment, long from) throws IOException {
    int most = 2 * (BatchHeader.SIZE + BatchHeader.LARGEST_BATCH);
    try (var file = new RandomAccessFile(segment.file().toFile(), "r")) {
      byte[] bytes = new byte[(int) Math.min(most, file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return bytes;
    }
  }
}
