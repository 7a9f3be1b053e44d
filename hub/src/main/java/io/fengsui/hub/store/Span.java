package io.fengsui.hub.store;

import java.time.Instant;

/**
 * A stretch of time.
 *
 * @param from the first instant in it
 * @param to the first instant after it
 */
public record Span(Instant from, Instant to) {
  public Span {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a span begins before it ends: " + from + ", " + to);
    }
  }
}
