package io.fengsui.hub.bus;

import io.fengsui.hub.bus.Segments.Segment;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Deletes whole segments, the oldest first, that every group has read and that are too old or too
 * much. What some group has not read stays, however old and large. Used by the lane's writer.
 */
final class Retention {

  private final Segments segments;
  private final LongSupplier needed;
  private final BusProperties.Kept kept;
  private final Supplier<Instant> now;
  private volatile long heldBefore = Long.MIN_VALUE;

  /**
   * @param needed the lowest position that somebody may still read
   * @param now the lane's time
   */
  Retention(
      Segments segments, LongSupplier needed, BusProperties.Kept kept, Supplier<Instant> now) {
    this.segments = segments;
    this.needed = needed;
    this.kept = kept;
    this.now = now;
  }

  /**
   * Position that a group must have read for the oldest files, which are due, to be deleted; the
   * lowest number there is if nothing is due. Any thread.
   */
  long heldBefore() {
    return heldBefore;
  }

  /**
   * How many segments it deleted.
   *
   * @param narrow whether the disk is so full that all go that were read, old or not
   */
  int apply(boolean narrow) throws IOException {
    List<Segment> all = segments.all();
    long bytes = 0;
    for (Segment segment : all) {
      bytes += segments.size(segment);
    }
    long unread = needed.getAsLong();
    long tooOld = LaneClock.nanos(now.get().minus(kept.age()));
    long held = Long.MIN_VALUE;
    int deleted = 0;
    for (int i = 0; i < all.size() - 1; i++) {
      Segment after = all.get(i + 1);
      boolean tooMuch = bytes > kept.size().toBytes();
      if (!narrow && !tooMuch && !isOlder(after, tooOld)) {
        break;
      }
      if (after.first() > unread) {
        held = after.first();
        break;
      }
      bytes -= segments.size(all.get(i));
      segments.deleteOldest();
      deleted++;
    }
    heldBefore = held;
    return deleted;
  }

  /** All before a segment is at most as young as its first batch. */
  private boolean isOlder(Segment segment, long limit) throws IOException {
    long firstAt = segments.firstAt(segment);
    return firstAt != 0 && firstAt < limit;
  }
}
