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
 *     unit, a {@link Boolean} or a {@link String}. Anything else, and a number that is not finite,
 *     makes the metric unknown
 */
public record Signal(Subject subject, Instant at, Map<String, Object> readings) {}
