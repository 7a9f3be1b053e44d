package io.fengsui.hub.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Makes numbered parts of a stream whose length is not known before its end. Close it to write the
 * last one.
 */
final class Chunks extends OutputStream {

  private static final int SIZE = 1 << 20;

  private final ArchiveWriter archive;
  private final String name;
  private final byte[] bytes = new byte[SIZE];
  private int length;
  private int number;

  /**
   * @param name of the parts, before their numbers
   */
  Chunks(ArchiveWriter archive, String name) {
    this.archive = archive;
    this.name = name;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int count) throws IOException {
    int from = offset;
    int left = count;
    while (left > 0) {
      int taken = Math.min(left, SIZE - length);
      System.arraycopy(source, from, bytes, length, taken);
      length += taken;
      from += taken;
      left -= taken;
      if (length == SIZE) {
        part();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (length > 0) {
      part();
    }
  }

  private void part() throws IOException {
    String part = String.format(Locale.ROOT, "%s/%08d", name, number++);
    archive.part(part, length, new ByteArrayInputStream(bytes, 0, length));
    length = 0;
  }
}
