package io.fengsui.hub.bus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.util.unit.DataSize;

/**
 * Whether the disk has room beyond the reserve that telemetry leaves for life-safety. Asks the disk
 * once a second, or for each stretch of bytes written. Used by one thread.
 */
final class Room {

  private static final long SECOND = 1_000_000_000L;
  private static final long STRETCH = 8 << 20;

  /** It counts as free again only when there is a little more than the reserve. */
  private static final double BACK = 1.05;

  private final Disk disk;
  private final Path folder;
  private final Ticks ticks;
  private final long reserve;
  private long asked;
  private long since;
  private long free;
  private boolean narrow;

  Room(Disk disk, Path folder, Ticks ticks, long reserve) throws IOException {
    this.disk = disk;
    this.folder = folder;
    this.ticks = ticks;
    this.reserve = reserve;
    ask();
  }

  /** Whether less than the reserve is free. */
  boolean isNarrow() throws IOException {
    if (reserve > 0 && (since >= STRETCH || ticks.nanos() - asked >= SECOND)) {
      ask();
    }
    return narrow;
  }

  /** Bytes were written. */
  void wrote(int bytes) {
    since += bytes;
  }

  /** One clause for people. */
  String sentence() {
    return "%s are free, and %s are kept for the life-safety lane"
        .formatted(megabytes(free), megabytes(reserve));
  }

  private void ask() throws IOException {
    free = disk.free(folder);
    narrow = free < (narrow ? reserve * BACK : reserve);
    asked = ticks.nanos();
    since = 0;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", DataSize.ofBytes(bytes).toMegabytes());
  }
}
