package io.fengsui.hub.bus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The batch that appends gather in while the one before is being written. Not thread-safe: the lane
 * guards it while it is open; once taken it belongs to the writer.
 */
final class OpenBatch {

  private static final int LONGEST_VARINT = 5;
  private static final int MOST_RECORDS = 1 << 15;

  private byte[] bytes = new byte[1 << 16];
  private int length = BatchHeader.SIZE;
  private final List<CompletableFuture<Long>> settle = new ArrayList<>();

  boolean isEmpty() {
    return settle.isEmpty();
  }

  int count() {
    return settle.size();
  }

  int length() {
    return length;
  }

  boolean hasRoom(int record) {
    return settle.size() < MOST_RECORDS
        && length - BatchHeader.SIZE + record + LONGEST_VARINT <= BatchHeader.LARGEST_BATCH;
  }

  void add(ByteWriter record, CompletableFuture<Long> settled) {
    int most = length + LONGEST_VARINT + record.length();
    if (most > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(most, bytes.length * 2));
    }
    length = ByteWriter.putVarint(bytes, length, record.length());
    System.arraycopy(record.bytes(), 0, bytes, length, record.length());
    length += record.length();
    settle.add(settled);
  }

  /** The batch as it goes to disk. */
  ByteBuffer seal(long first, long at) {
    BatchHeader.seal(bytes, length, settle.size(), first, at);
    return ByteBuffer.wrap(bytes, 0, length);
  }

  void succeed(long first) {
    for (int i = 0; i < settle.size(); i++) {
      settle.get(i).complete(first + i);
    }
  }

  void fail(BusUnavailableException why) {
    for (CompletableFuture<Long> each : settle) {
      each.completeExceptionally(why);
    }
  }

  void clear() {
    settle.clear();
    length = BatchHeader.SIZE;
  }
}
