package io.fengsui.hub.proving;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A walk test in a line.
 *
 * @param endedAt null while it lasts
 * @param endedBy an account, or {@code hub} at the end of its time
 * @param passed points whose alarm came through
 * @param heard points that spoke, but raised no alarm
 */
public record WalkSummary(
    String id,
    Zone zone,
    String person,
    Instant since,
    Instant until,
    @Nullable Instant endedAt,
    @Nullable String endedBy,
    int total,
    int passed,
    int heard) {

  /** Whether it lasts. */
  public boolean isRunning() {
    return endedAt == null;
  }
}
