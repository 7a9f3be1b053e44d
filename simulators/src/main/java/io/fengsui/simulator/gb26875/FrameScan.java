package io.fengsui.simulator.gb26875;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Finds frames in what the centre sends. Bytes that belong to none are skipped and counted. Used by
 * one thread.
 */
final class FrameScan {
  private final ByteBuffer kept =
      ByteBuffer.allocate(2 * (Frame.AROUND + Frame.MAX_DATA)).order(ByteOrder.LITTLE_ENDIAN);
  private long skipped;

  /** Takes all bytes, and hands over the frames that are now whole. */
  void feed(ByteBuffer bytes, Consumer<Frame> frames) {
    while (bytes.hasRemaining()) {
      int count = Math.min(bytes.remaining(), kept.remaining());
      kept.put(bytes.slice(bytes.position(), count));
      bytes.position(bytes.position() + count);
      kept.flip();
      while (find(frames)) {
        // the next one may be whole as well
      }
      kept.compact();
    }
  }

  /** Bytes that belonged to no frame. */
  long skipped() {
    return skipped;
  }

  /** What came before, for instance over a connection that is gone, is forgotten. */
  void forget() {
    kept.clear();
  }

  /** True if it got any further. */
  private boolean find(Consumer<Frame> frames) {
    if (kept.remaining() < Frame.HEAD) {
      return false;
    }
    int at = kept.position();
    int length = Short.toUnsignedInt(kept.getShort(at + Frame.LENGTH_AT));
    if (kept.getShort(at) != Frame.START || length > Frame.MAX_DATA) {
      return skip();
    }
    int whole = Frame.AROUND + length;
    if (kept.remaining() < whole) {
      return false;
    }
    byte[] bytes = new byte[whole];
    kept.get(at, bytes);
    boolean sound =
        kept.getShort(at + whole - Short.BYTES) == Frame.END
            && bytes[Frame.HEAD + length] == Frame.checksum(bytes, length);
    if (!sound) {
      return skip();
    }
    kept.position(at + whole);
    frames.accept(Frame.decode(bytes));
    return true;
  }

  private boolean skip() {
    kept.position(kept.position() + 1);
    skipped++;
    return true;
  }
}
