package io.fengsui.hub.bus;

import io.fengsui.hub.bus.Segments.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Deletes whole segments, the oldest first, that every group has read and that are too old or too
 * much. What some group has not read stays, however old and large. Used by the lane's writer
 * thread.
 */
final class Retention {

  private final Segments segments;
  private final LongSupplier needed;
  private final BusProperties settings;
  private final InstantSource clock;

  /**
   * @param needed the lowest position that somebody may still read
   */
  Retention(Segments segments, LongSupplier needed, BusProperties settings, InstantSource clock) {
    this.segments = segments;
    this.needed = needed;
    this.settings = settings;
    this.clock = clock;
  }

  /** How many segments it deleted. */
  int apply() throws IOException {
    List<Segment> all = segments.all();
    long bytes = 0;
    for (Segment segment : all) {
      bytes += Files.size(segment.file());
    }
    long unread = needed.getAsLong();
    long tooOld = LaneClock.nanos(clock.instant().minus(settings.retentionAge()));
    int deleted = 0;
    for (int i = 0; i < all.size() - 1; i++) {
      Segment after = all.get(i + 1);
      boolean tooMuch = bytes > settings.retentionSize().toBytes();
      if (after.first() > unread || (!tooMuch && !isOlder(after, tooOld))) {
        break;
      }
      bytes -= Files.size(all.get(i).file());
      segments.deleteOldest();
      deleted++;
    }
    return deleted;
  }

  /** All before a segment is at most as young as its first batch. */
  private static boolean isOlder(Segment segment, long limit) throws IOException {
    long firstAt = Recovery.firstAt(segment);
    return firstAt != 0 && firstAt < limit;
  }
}
