package io.fengsui.hub.supervision;

import java.util.Arrays;
import java.util.Locale;

/** Why an alarm could not have been seen. */
public enum BlindReason {
  /** The device said nothing for longer than it may: from when it was last heard. */
  SILENT,
  /** Somebody took it out of supervision. */
  BYPASSED,
  /** It was in a walk test: its alarms went to the installer only. */
  TEST,
  /** The hub did not run, or lost what it had written. */
  HUB_DOWN,
  /** Its link did not serve. */
  LINK_DOWN;

  /** As in JSON and the database. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static BlindReason of(String key) {
    return Arrays.stream(values())
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no reason is called " + key));
  }
}
