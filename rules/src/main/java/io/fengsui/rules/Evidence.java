package io.fengsui.rules;

import java.time.Instant;

/**
 * One reading that a condition looked at.
 *
 * @param device who reported it; for a rule per place, one of the place's devices
 * @param metric canonical metric name; {@link #HEARD} for silence
 * @param value {@link Double} in the metric's canonical unit, {@link Boolean} or {@link String}
 * @param at when the hub took the reading
 */
public record Evidence(String device, String metric, Object value, Instant at) {

  /**
   * Stands for "was heard": value {@code true} and the time of the last message, or {@code false}
   * and the time since which a message has been awaited.
   */
  public static final String HEARD = "heard";
}
