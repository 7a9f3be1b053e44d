package io.fengsui.hub.bus;

import io.fengsui.hub.bus.Segments.Segment;

/**
 * What of a lane is durable at one moment.
 *
 * @param end position after the last durable record
 * @param active the segment that is written to
 * @param bytes durable bytes of it
 * @param lastAt stamp of the last durable batch, nanoseconds since 1970
 */
record Durable(long end, Segment active, long bytes, long lastAt) {

  /** How far a segment may be read. */
  long limit(Segment segment) {
    return segment.equals(active) ? bytes : Long.MAX_VALUE;
  }
}
