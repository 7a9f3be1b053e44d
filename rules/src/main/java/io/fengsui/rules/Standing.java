package io.fengsui.rules;

import io.fengsui.rules.evaluation.Bound;
import io.fengsui.rules.evaluation.Nanos;
import org.jspecify.annotations.Nullable;

/**
 * Where one subject stands with something that it is judged by; kept while it is not quiet, or time
 * alone may change it. Times in nanoseconds since 1970.
 */
abstract sealed class Standing permits Alarm, Membership {

  final Watched watched;

  /** The next of the same subject, by rank. */
  @Nullable Standing next;

  /** When to look at it again although nothing was heard; kept by {@link WakeQueue}. */
  long due = Nanos.NEVER;

  /** Its place in {@link WakeQueue}, or -1. */
  int place = -1;

  Standing(Watched watched) {
    this.watched = watched;
  }

  /** What it is judged by. */
  abstract Bound bound();

  /** Whether nothing is the matter. */
  abstract boolean isQuiet();

  /**
   * Decides who comes first: the earlier, then devices before places, then by subject and rank, so
   * that order never varies.
   */
  final boolean before(Standing other) {
    if (due != other.due) {
      return due < other.due;
    }
    if (watched == other.watched) {
      return bound().rank() < other.bound().rank();
    }
    if (watched instanceof Place != other.watched instanceof Place) {
      return other.watched instanceof Place;
    }
    return watched.id().compareTo(other.watched.id()) < 0;
  }
}
