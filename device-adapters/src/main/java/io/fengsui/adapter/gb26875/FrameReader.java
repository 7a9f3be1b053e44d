package io.fengsui.adapter.gb26875;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds frames in a stream of bytes and finds its way back after nonsense (rules R1 to R3). Never
 * throws, and keeps no more than was pushed and not yet read. Confined to one thread.
 */
final class FrameReader {

  private static final byte[] EMPTY = {};
  private static final int KEPT = 64;

  /**
   * A frame whose length and ends are right.
   *
   * @param intact whether its checksum is right too
   */
  record Found(Frame frame, boolean intact) {}

  private final Consumer<Frame> misshapen;
  private byte[] bytes = EMPTY;
  private int head;
  private int tail;
  private long candidateSince;
  private boolean candidate;
  private long skipped;
  private long skippedInAll;

  FrameReader() {
    this(_ -> {});
  }

  /**
   * @param misshapen told what seemed to begin as a frame, without its data, and had a length over
   *     the limit or another end; mostly the start bytes were chance
   */
  FrameReader(Consumer<Frame> misshapen) {
    this.misshapen = misshapen;
  }

  /** Adds what came; whoever pushes calls {@link #next} until it finds no more. */
  void push(byte[] more, int offset, int length) {
    if (bytes.length - tail < length) {
      byte[] room =
          bytes.length >= tail - head + length
              ? bytes
              : new byte[Math.max(KEPT, tail - head + length)];
      System.arraycopy(bytes, head, room, 0, tail - head);
      tail -= head;
      head = 0;
      bytes = room;
    }
    System.arraycopy(more, offset, bytes, tail, length);
    tail += length;
  }

  /** Bytes that wait for more. */
  int waiting() {
    return tail - head;
  }

  /** Bytes dropped since the last intact frame. */
  long skipped() {
    return skipped;
  }

  /** Bytes dropped so far. */
  long skippedInAll() {
    return skippedInAll;
  }

  /**
   * The next frame; null if there is none yet.
   *
   * @param now monotonic nanoseconds, from which on a frame that has begun is waited for
   */
  @Nullable Found next(long now) {
    while (seek()) {
      int length = lengthAt(head);
      if (length == NONE) {
        misshapen.accept(Frame.headAt(bytes, head));
        drop(1);
        continue;
      }
      boolean intact = length != INCOMPLETE && sumIsRight(head, length);
      int behind = intact ? -1 : intactBehind(Math.min(tail, head + Frame.DATA_AT));
      if (behind > head) {
        drop(behind - head);
        continue;
      }
      if (length == INCOMPLETE) {
        if (!candidate) {
          candidate = true;
          candidateSince = now;
        }
        return null;
      }
      var found = new Found(Frame.at(bytes, head), intact);
      take(length, intact);
      return found;
    }
    candidate = false;
    if (head == tail) {
      forget();
    }
    return null;
  }

  /** Whether the rest of a frame has not come in time; then {@link #giveUp}. */
  boolean overdue(long now, long patience) {
    return candidate && now - candidateSince >= patience;
  }

  /**
   * Waits no longer for the rest of the frame at the head (R3): goes on with an intact one that
   * stands behind it, else with the next byte. Call {@link #next} afterwards.
   */
  void giveUp() {
    candidate = false;
    int behind = intactBehind(tail);
    if (head < tail) {
      drop(Math.max(1, behind - head));
    }
  }

  /**
   * Where an intact frame starts behind the head and before an end; -1 if none does. A frame's head
   * holds no other frame, so one that starts there shows that the head is nonsense; its data may
   * hold one, so what starts there has to wait.
   */
  private int intactBehind(int end) {
    for (int at = head + 1; at < end && at + Frame.OVERHEAD <= tail; at++) {
      int length = bytes[at] == Frame.START && bytes[at + 1] == Frame.START ? lengthAt(at) : NONE;
      if (length > 0 && sumIsRight(at, length)) {
        return at;
      }
    }
    return -1;
  }

  private static final int NONE = -1;
  private static final int INCOMPLETE = 0;

  /** Moves to the next start; a single last start byte is kept. */
  private boolean seek() {
    int at = head;
    while (at < tail && !(bytes[at] == Frame.START && startsOrEnds(at + 1))) {
      at++;
    }
    if (at > head) {
      drop(at - head);
    }
    return at + 1 < tail;
  }

  private boolean startsOrEnds(int at) {
    return at == tail || bytes[at] == Frame.START;
  }

  /** The length of the frame at a start, {@link #NONE} or {@link #INCOMPLETE}. */
  private int lengthAt(int at) {
    int there = tail - at;
    if (there < Frame.DATA_AT) {
      return INCOMPLETE;
    }
    int length = Frame.OVERHEAD + Bytes.u16(bytes, at + Frame.LENGTH_AT);
    if (length > Frame.MAX_LENGTH) {
      return NONE;
    }
    if (there < length) {
      return INCOMPLETE;
    }
    boolean ends = bytes[at + length - 2] == Frame.END && bytes[at + length - 1] == Frame.END;
    return ends ? length : NONE;
  }

  private boolean sumIsRight(int at, int length) {
    int sumAt = at + length - 3;
    return Frame.sum(bytes, at + Frame.SUMMED_FROM, sumAt) == bytes[sumAt];
  }

  private void take(int length, boolean intact) {
    if (intact) {
      candidate = false;
      skipped = 0;
      head += length;
      return;
    }
    int after = head + length;
    boolean clean = after == tail || (bytes[after] == Frame.START && startsOrEnds(after + 1));
    drop(clean ? length : 1);
  }

  private void drop(int count) {
    head += count;
    skipped += count;
    skippedInAll += count;
    candidate = false;
  }

  /** Idle connections keep next to nothing. */
  private void forget() {
    head = 0;
    tail = 0;
    if (bytes.length > KEPT) {
      bytes = EMPTY;
    }
  }

  /** What waits, for a look at what came. */
  byte[] rest() {
    return Arrays.copyOfRange(bytes, head, tail);
  }
}
