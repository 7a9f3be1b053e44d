package io.fengsui.rules;

/**
 * What the readings of a message may do when they are old. What may only raise an alarm is shown to
 * rules that are quiet, and forgotten again unless one of them goes up or begins to wait; nothing
 * is tracked of it.
 */
public enum Taking {
  /** A reading that is older than what is known of the same metric does not count. */
  IN_ORDER,
  /** Such a reading may only raise an alarm. */
  OLD_MAY_RAISE,
  /** All readings may only raise an alarm, old or not. */
  ALL_MAY_RAISE,
  /**
   * So old that what they say is over: an alarm of a device that they would raise is told, and down
   * again at once, so that it hides no alarm of now. None begins to wait, no place counts anybody.
   */
  BYGONE;

  /** Whether readings that are in order say how it is now. */
  boolean isOfNow() {
    return this == IN_ORDER || this == OLD_MAY_RAISE;
  }
}
