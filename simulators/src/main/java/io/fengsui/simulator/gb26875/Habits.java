package io.fengsui.simulator.gb26875;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a transmitter with quirks writes for a frame. On its cable's thread. */
final class Habits {
  private static final byte[] GARBAGE = {(byte) 0xFF, 0x00, 0x40};
  private static final int PIECE = 7;

  private final Set<Quirk> quirks;
  private final int oneIn;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private long frames;

  /**
   * @param oneIn every how many-th frame is damaged, by the quirks that damage now and then
   */
  Habits(Set<Quirk> quirks, int oneIn) {
    this.quirks = quirks;
    this.oneIn = oneIn;
  }

  /** The writes of a frame; none if it waits for the next one or for {@link #flush}. */
  List<byte[]> writes(Frame frame) {
    byte[] bytes = dressed(frame.encode());
    boolean waits = quirks.contains(Quirk.MERGED) && waiting.size() == 0;
    waiting.writeBytes(bytes);
    if (quirks.contains(Quirk.TWICE)) {
      waiting.writeBytes(bytes);
    }
    return waits ? List.of() : flush();
  }

  /** What still waits for company. */
  List<byte[]> flush() {
    byte[] bytes = waiting.toByteArray();
    waiting.reset();
    int piece = quirks.contains(Quirk.SPLIT) ? PIECE : Math.max(1, bytes.length);
    var pieces = new ArrayList<byte[]>();
    for (int from = 0; from < bytes.length; from += piece) {
      pieces.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece)));
    }
    return pieces;
  }

  private byte[] dressed(byte[] frame) {
    byte[] bytes = frame;
    boolean damaged = ++frames % oneIn == 0;
    if (damaged && quirks.contains(Quirk.WRONG_CHECKSUM)) {
      bytes[bytes.length - Short.BYTES - 1]++;
    }
    if (damaged && quirks.contains(Quirk.MISSING_END)) {
      bytes = Arrays.copyOf(bytes, bytes.length - Short.BYTES);
    }
    if (quirks.contains(Quirk.LEADING_GARBAGE)) {
      byte[] more = Arrays.copyOf(GARBAGE, GARBAGE.length + bytes.length);
      System.arraycopy(bytes, 0, more, GARBAGE.length, bytes.length);
      bytes = more;
    }
    return bytes;
  }
}
