package io.fengsui.hub.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A reading that speaks for an event. Texts lose what no database keeps (NUL, half characters): a
 * device's odd text must never hold up an alarm.
 *
 * @param metric canonical name, for instance {@code smoke.density}
 * @param value a number in the metric's canonical unit, a truth value or a text
 * @param at when the hub took it
 */
public record Evidence(String metric, Object value, Instant at) {
  public Evidence {
    metric = storable(metric);
    value = value instanceof String text ? storable(text) : value;
  }

  private static String storable(String text) {
    byte[] wellFormed = text.getBytes(StandardCharsets.UTF_8);
    return new String(wellFormed, StandardCharsets.UTF_8).replace('\0', '\ufffd');
  }
}
