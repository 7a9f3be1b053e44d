package io.fengsui.rules;

import java.time.Instant;
import java.util.Map;

/**
 * What one message of one subject said.
 *
 * <p>The map is not copied: hand over one that nobody changes while {@link RuleEngine#accept} runs.
 *
 * @param at when the hub took the message
 * @param readings by canonical metric name; each value a {@link Double} in the metric's canonical
 *     unit, a {@link Boolean}, a {@link String} or a {@link Position}. Anything else, and a number
 *     that is not finite, makes the metric unknown
 * @param observedAt when the readings were true, which is what evidence tells; long before {@code
 *     at} for a message that came late
 * @param alive whether the subject was there at {@code at}; not so when somebody else brings up
 *     what it said earlier, and then its silence goes on
 */
public record Signal(
    Subject subject, Instant at, Map<String, Object> readings, Instant observedAt, boolean alive) {

  /** A message of now. */
  public Signal(Subject subject, Instant at, Map<String, Object> readings) {
    this(subject, at, readings, at, true);
  }
}
