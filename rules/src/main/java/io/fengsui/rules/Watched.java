package io.fengsui.rules;

import io.fengsui.rules.evaluation.Bound;
import io.fengsui.rules.evaluation.Candidates;
import io.fengsui.rules.evaluation.Gaps;
import io.fengsui.rules.evaluation.Latest;
import io.fengsui.rules.evaluation.Plan;
import org.jspecify.annotations.Nullable;

/** One subject and all that the engine keeps of it. */
abstract sealed class Watched extends Latest permits Device, Place {

  final Plan plan;

  /**
   * Nothing happens to the subject before this. Moves on past each clearing, so that an alarm that
   * goes up again at the same instant is an incident with a name of its own.
   */
  long notBefore = Long.MIN_VALUE;

  /** Number of the last {@link Capture} that it is in already, or came too late for. */
  int copied;

  /** How many of its standings are not quiet. */
  private int astir;

  /** By rank. */
  private @Nullable Standing first;

  Watched(Plan plan, long since, Gaps gaps) {
    super(plan.slots().size(), since, gaps);
    this.plan = plan;
  }

  /** The device's id or the place's name. */
  abstract String id();

  @Override
  protected final long[] newMemory() {
    return plan.newMemory();
  }

  /** The first of its standings; the others follow. */
  final @Nullable Standing first() {
    return first;
  }

  final boolean isAstir() {
    return astir > 0;
  }

  /** One of its standings has moved. */
  final void stirred(boolean wasQuiet, boolean isQuiet) {
    astir += (wasQuiet ? 1 : 0) - (isQuiet ? 1 : 0);
  }

  /** How it stands with something; null if it is quiet and nothing is due. */
  final @Nullable Standing find(int rank) {
    Standing one = first;
    while (one != null && one.bound().rank() < rank) {
      one = one.next;
    }
    return one != null && one.bound().rank() == rank ? one : null;
  }

  /** Whether nothing is the matter with something. */
  final boolean isQuiet(Bound bound) {
    Standing one = find(bound.rank());
    return one == null || one.isQuiet();
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

  /** Takes out one that is quiet, or whose subject goes. */
  final void remove(Standing gone) {
    stirred(gone.isQuiet(), true);
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
    if (astir == 0) {
      return;
    }
    for (Standing one = first; one != null; one = one.next) {
      Bound bound = one.bound();
      if (!one.isQuiet() && ((bound.mask() & touched) != 0 || (heard && bound.looksAtSilence()))) {
        into.add(bound);
      }
    }
  }
}
