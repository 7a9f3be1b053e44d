package io.fengsui.rules;

import io.fengsui.rules.evaluation.Bound;
import io.fengsui.rules.evaluation.Candidates;
import io.fengsui.rules.evaluation.Gaps;
import io.fengsui.rules.evaluation.Latest;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.Plan;
import org.jspecify.annotations.Nullable;

/** One subject and all that the engine keeps of it. Times in nanoseconds since 1970. */
abstract sealed class Watched extends Latest permits Device, Place {

  /**
   * Nothing happens to the subject before this. Moves on past each clearing, so that an alarm that
   * goes up again at the same instant is an incident with a name of its own.
   */
  long notBefore = Long.MIN_VALUE;

  /** When to look at it although nothing was heard: no later than time alone moves something. */
  long due = Nanos.NEVER;

  /** Number of the last {@link Capture} that it is in already, or came too late for. */
  int copied;

  /** Whether all is to be looked at when it is due. */
  boolean look;

  /** What is not quiet, by rank. */
  private @Nullable Standing first;

  Watched(Plan plan, long since, Gaps gaps) {
    super(plan, since, gaps);
  }

  /** The device's id or the place's name. */
  abstract String id();

  /** The first of its standings; the others follow. */
  final @Nullable Standing first() {
    return first;
  }

  /** How it stands with something; null while that is quiet. */
  final @Nullable Standing find(int rank) {
    Standing one = first;
    while (one != null && one.bound().rank() < rank) {
      one = one.next;
    }
    return one != null && one.bound().rank() == rank ? one : null;
  }

  /** Whether nothing is the matter with something. */
  final boolean isQuiet(Bound bound) {
    return find(bound.rank()) == null;
  }

  final void add(Standing one) {
    Standing before = null;
    Standing after = first;
    while (after != null && after.bound().rank() < one.bound().rank()) {
      before = after;
      after = after.next;
    }
    one.next = after;
    if (before == null) {
      first = one;
    } else {
      before.next = one;
    }
  }

  final void remove(Standing gone) {
    if (first == gone) {
      first = gone.next;
      return;
    }
    for (Standing one = first; one != null; one = one.next) {
      if (one.next == gone) {
        one.next = gone.next;
      }
    }
  }

  /** Adds what is not quiet and may be moved by what was just said. */
  final void collect(long touched, boolean heard, Candidates<Bound> into) {
    for (Standing one = first; one != null; one = one.next) {
      Bound bound = one.bound();
      if ((bound.mask() & touched) != 0 || (heard && bound.looksAtSilence())) {
        into.add(bound);
      }
    }
  }

  /** Adds what time may move, and all if all is to be looked at. */
  final void collectDue(long now, Candidates<Bound> into) {
    if (look) {
      look = false;
      plan().rules().forEach(into::add);
      plan().members().forEach(into::add);
      return;
    }
    for (Standing one = first; one != null; one = one.next) {
      if (one.due <= now) {
        into.add(one.bound());
      }
    }
    plan().collectStirring(this, now, into);
  }

  /** When time alone may next move something. */
  final long nextDue(long now) {
    long next = plan().stirsAt(this, now);
    for (Standing one = first; one != null; one = one.next) {
      next = Math.min(next, one.due);
    }
    return next;
  }
}
