package io.fengsui.rules;

import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.evaluation.Gaps;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.Plan;
import io.fengsui.rules.evaluation.Share;
import io.fengsui.rules.evaluation.Values;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A place that rules keep a state for. Each slot holds a {@link Share} of its devices. */
final class Place extends Watched {

  final Scope scope;
  private final String name;

  /** By slot: how many devices may count, and which do. */
  private final int[] fitting;

  private final List<List<Membership>> counting = new ArrayList<>();

  /** Whether it waits to be looked at; kept by {@link Places}. */
  boolean queued;

  /** The slots whose shares have changed since they were last put. */
  private final BitSet changed = new BitSet();

  Place(String name, Scope scope, Plan plan, long since, Gaps gaps) {
    super(plan, since, gaps);
    this.name = name;
    this.scope = scope;
    this.fitting = new int[plan.slots().size()];
    for (int slot = 0; slot < fitting.length; slot++) {
      counting.add(new ArrayList<>());
    }
  }

  @Override
  String id() {
    return name;
  }

  /** A place is never heard, and so never silent. */
  @Override
  protected long silentAfter() {
    return Nanos.NEVER;
  }

  /** A device came that may count, or one went. */
  void fit(int slot, int by) {
    fitting[slot] += by;
    changed.set(slot);
  }

  /** A device counts, or ceases to. */
  void count(Membership one, boolean counts) {
    int slot = one.bound().slot();
    List<Membership> all = counting.get(slot);
    if (counts) {
      one.index = all.size();
      all.add(one);
    } else {
      Membership last = all.removeLast();
      if (last != one) {
        all.set(one.index, last);
        last.index = one.index;
      }
    }
    changed.set(slot);
  }

  /** Those that count for a share, in no order. */
  List<Membership> counting(int slot) {
    return counting.get(slot);
  }

  /** Whether no device may count for anything. */
  boolean isEmpty() {
    for (int devices : fitting) {
      if (devices > 0) {
        return false;
      }
    }
    return true;
  }

  boolean isChanged() {
    return !changed.isEmpty();
  }

  /** The next slot from this one on whose share has changed, put at a time; -1 if there is none. */
  int put(int from, long now) {
    int slot = changed.nextSetBit(from);
    if (slot >= 0) {
      changed.clear(slot);
      put(slot, share(slot), null, now);
    }
    return slot;
  }

  private long share(int slot) {
    if (fitting[slot] == 0) {
      return Values.NEVER;
    }
    int size = counting.get(slot).size();
    boolean percent = plan.slots().get(slot) instanceof Share share && share.members().percent();
    return Values.of(percent ? 100.0 * size / fitting[slot] : (double) size);
  }
}
