package io.fengsui.hub.rehearsal;

import io.fengsui.rules.definition.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One alarm of one side, from when it went up until it came down. Used by one thread. */
final class Bout {

  final Instant start;
  Severity severity;
  @Nullable Instant end;
  @Nullable Bout partner;
  boolean met;

  Bout(Instant start, Severity severity) {
    this.start = start;
    this.severity = severity;
  }

  /** Whether both were up at the same time, or went up at the same instant. */
  boolean overlaps(Bout other) {
    return start.equals(other.start) || (isBefore(start, other.end) && isBefore(other.start, end));
  }

  /** Whether it comes down before the other does. */
  boolean endsBefore(Bout other) {
    return end != null && isBefore(end, other.end);
  }

  /**
   * Whether nothing that happens from {@code reached} on can change what is known of it: it is
   * over, and so is the one it is compared with.
   */
  boolean isSettled(Instant reached) {
    return end != null && end.isBefore(reached) && (partner == null || partner.end != null);
  }

  private static boolean isBefore(Instant time, @Nullable Instant end) {
    return end == null || time.isBefore(end);
  }
}
