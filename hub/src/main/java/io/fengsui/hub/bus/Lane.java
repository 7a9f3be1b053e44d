package io.fengsui.hub.bus;

import java.util.Locale;

/**
 * The two lanes of the bus. A device travels in one lane with all it says, so order per device is
 * kept; which one is a property of its type.
 */
public enum Lane {
  /** Fire, gas, doors forced and the like: never throttled, sampled or skipped. */
  LIFE_SAFETY,
  /** Everything else. */
  TELEMETRY;

  /**
   * The lane's name in settings, metrics, folders and JSON: {@code life-safety}, {@code telemetry}.
   */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
