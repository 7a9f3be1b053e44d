package io.fengsui.rules;

import java.time.Instant;

/**
 * One reading that a condition looked at.
 *
 * @param metric canonical metric name; {@link #HEARD} for silence
 * @param value {@link Double} in the metric's canonical unit, {@link Boolean} or {@link String}
 * @param at when the hub took the reading
 */
public record Evidence(String metric, Object value, Instant at) {

  /**
   * Stands for "was heard": value {@code true} and the time of the last message, or {@code false}
   * and the time since which a message has been awaited.
   */
  public static final String HEARD = "heard";
}
