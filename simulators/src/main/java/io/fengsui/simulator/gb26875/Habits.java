package io.fengsui.simulator.gb26875;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts frames on a wire in the way of a transmitter with quirks. On its cable's thread. */
final class Habits {
  private static final byte[] GARBAGE = {(byte) 0xFF, 0x00, 0x40};
  private static final int PIECE = 7;

  private final Set<Quirk> quirks;
  private final int oneIn;
  private long frames;
  private byte @Nullable [] waiting;

  /**
   * @param oneIn every how many-th frame is damaged, by the quirks that damage now and then
   */
  Habits(Set<Quirk> quirks, int oneIn) {
    this.quirks = quirks;
    this.oneIn = oneIn;
  }

  /** Sends a frame as often as is the habit. */
  void send(Wire wire, Frame frame) {
    byte[] bytes = frame.encode();
    boolean damaged = ++frames % oneIn == 0;
    if (damaged && quirks.contains(Quirk.WRONG_CHECKSUM)) {
      bytes[bytes.length - 3]++;
    }
    if (damaged && quirks.contains(Quirk.MISSING_END)) {
      bytes = Arrays.copyOf(bytes, bytes.length - Short.BYTES);
    }
    if (quirks.contains(Quirk.LEADING_GARBAGE)) {
      bytes = joined(GARBAGE, bytes);
    }
    put(wire, bytes);
    if (quirks.contains(Quirk.TWICE)) {
      put(wire, bytes);
    }
  }

  /** Sends what waits for company. */
  void flush(Wire wire) {
    if (waiting != null) {
      split(wire, waiting);
      waiting = null;
    }
  }

  private void put(Wire wire, byte[] bytes) {
    if (!quirks.contains(Quirk.MERGED)) {
      split(wire, bytes);
    } else if (waiting == null) {
      waiting = bytes;
    } else {
      waiting = joined(waiting, bytes);
      flush(wire);
    }
  }

  private void split(Wire wire, byte[] bytes) {
    if (!quirks.contains(Quirk.SPLIT)) {
      wire.send(bytes);
      return;
    }
    for (int from = 0; from < bytes.length; from += PIECE) {
      wire.send(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)));
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }
}
