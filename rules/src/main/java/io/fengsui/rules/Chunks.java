package io.fengsui.rules;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes in memory that grow without ever being moved. */
final class Chunks extends OutputStream {

  private static final int SIZE = 256 << 10;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = new byte[1 << 10];
  private int size;

  @Override
  public void write(int b) {
    if (size == last.length) {
      grow();
    }
    last[size++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int from = offset;
    for (int left = length; left > 0; ) {
      if (size == last.length) {
        grow();
      }
      int some = Math.min(left, last.length - size);
      System.arraycopy(bytes, from, last, size, some);
      size += some;
      from += some;
      left -= some;
    }
  }

  /** All that was written. */
  void writeTo(OutputStream out) throws IOException {
    for (byte[] chunk : full) {
      out.write(chunk);
    }
    out.write(last, 0, size);
  }

  private void grow() {
    full.add(last);
    last = new byte[SIZE];
    size = 0;
  }
}
