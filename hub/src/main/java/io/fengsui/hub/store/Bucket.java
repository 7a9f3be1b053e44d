package io.fengsui.hub.store;

import io.fengsui.adapter.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The points of one part of a span.
 *
 * @param at where the part begins
 * @param points in it, at least one
 * @param last the newest value
 * @param numbers of its quantities; null if it has none
 */
public record Bucket(Instant at, long points, Value last, @Nullable Numbers numbers) {

  /** In the metric's unit. */
  public record Numbers(double min, double avg, double max, double last) {}
}
