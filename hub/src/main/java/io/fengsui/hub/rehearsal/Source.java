package io.fengsui.hub.rehearsal;

import java.util.Locale;

/** Where a stretch of the past was read. */
public enum Source {
  /** The records as they came. */
  BUS,
  /** Readings, at the time they have there; no more than that. */
  HISTORY;

  /** As programs read it: {@code bus}, {@code history}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
