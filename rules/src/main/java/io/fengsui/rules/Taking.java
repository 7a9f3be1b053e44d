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
  ALL_MAY_RAISE
}
