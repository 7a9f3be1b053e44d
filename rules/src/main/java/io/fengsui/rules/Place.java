package io.fengsui.rules;

import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.evaluation.Gaps;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.Plan;
import io.fengsui.rules.evaluation.Share;
import io.fengsui.rules.evaluation.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A place that rules keep a state for. Each slot holds a {@link Share} of its devices. */
final class Place extends Watched {

  final Scope scope;
  private final String name;

  /** What a device has that is in this place and in no other. */
  private final Place[] alone = {this};

  /** By slot: how many devices may count, and which do. */
  private final int[] fitting;

  private final @Nullable List<Membership>[] counting;

  /** Whether it waits to be looked at; kept by {@link Places}. */
  boolean queued;

  Place(String name, Scope scope, Plan plan, long since, Gaps gaps) {
    super(plan, since, gaps);
    this.name = name;
    this.scope = scope;
    int slots = plan.slots().size();
    this.fitting = new int[slots];
    this.counting = newLists(slots);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of generic types
  private static @Nullable List<Membership>[] newLists(int size) {
    return new List[size];
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

  Place[] alone() {
    return alone;
  }

  /** A device came that may count, or one went. */
  void fit(int slot, int by) {
    fitting[slot] += by;
  }

  /** A device counts from now on. */
  void begin(Membership part) {
    int slot = part.bound().slot();
    List<Membership> parts = counting[slot];
    if (parts == null) {
      parts = new ArrayList<>(2);
      counting[slot] = parts;
    }
    part.index = parts.size();
    parts.add(part);
  }

  /** A device counts no more. */
  void cease(Membership part) {
    int slot = part.bound().slot();
    List<Membership> parts = Objects.requireNonNull(counting[slot], "somebody counts");
    Membership last = parts.removeLast();
    if (last != part) {
      parts.set(part.index, last);
      last.index = part.index;
    }
  }

  /** Those that count for a share, in no order. */
  List<Membership> counting(int slot) {
    List<Membership> parts = counting[slot];
    return parts == null ? List.of() : parts;
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

  /** The next slot from this one on whose share is another one, put at a time; -1 if none is. */
  int put(int from, long now) {
    for (int slot = from; slot < fitting.length; slot++) {
      long share = share(slot);
      if (share != bits(slot)) {
        put(slot, share, null, now);
        return slot;
      }
    }
    return -1;
  }

  private long share(int slot) {
    if (fitting[slot] == 0) {
      return Values.NEVER;
    }
    int size = counting(slot).size();
    boolean percent = plan().slots().get(slot) instanceof Share share && share.members().percent();
    return Values.of(percent ? 100.0 * size / fitting[slot] : (double) size);
  }
}
