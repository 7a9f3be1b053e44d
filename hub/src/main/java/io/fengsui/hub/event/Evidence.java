package io.fengsui.hub.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reading that speaks for an event. Texts lose what no database keeps (NUL, half characters): a
 * device's odd text must never hold up an alarm.
 *
 * @param device who reported it; null in what was stored before places had events: the event's
 *     subject
 * @param metric canonical name, for instance {@code smoke.density}
 * @param value a number in the metric's canonical unit, a truth value or a text
 * @param at when the hub took it
 */
public record Evidence(@Nullable String device, String metric, Object value, Instant at) {
  public Evidence {
    metric = storable(metric);
    value = value instanceof String text ? storable(text) : value;
  }

  /** The same, said to be of this device unless it says of which. */
  Evidence orOf(String subject) {
    return device == null ? new Evidence(subject, metric, value, at) : this;
  }

  private static String storable(String text) {
    byte[] wellFormed = text.getBytes(StandardCharsets.UTF_8);
    return new String(wellFormed, StandardCharsets.UTF_8).replace('\0', '\ufffd');
  }
}
