package io.fengsui.hub.rules;

import java.util.Locale;

/** What comes of what a rule finds. */
public enum RuleMode {
  /** Events and tasks. */
  ARMED,
  /** It is counted, and nobody is told. */
  SHADOW;

  /** As in the API and in the database. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The mode with a key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static RuleMode of(String key) {
    for (RuleMode mode : values()) {
      if (mode.key().equals(key)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("no mode " + key);
  }
}
