package io.fengsui.hub.device;

import io.fengsui.adapter.Value;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value as last reported.
 *
 * @param metric canonical name
 * @param at when the bus took it
 * @param observedAt the device's own time of it, null when it gave none
 */
public record Reading(String metric, Value value, Instant at, @Nullable Instant observedAt) {

  /** Without a time of the device's own. */
  public Reading(String metric, Value value, Instant at) {
    this(metric, value, at, null);
  }
}
