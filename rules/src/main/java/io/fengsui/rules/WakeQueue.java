package io.fengsui.rules;

import io.fengsui.rules.evaluation.Nanos;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Standings by the time they are due: a binary heap that each stands in once at most. */
final class WakeQueue {

  private @Nullable Standing[] heap = new @Nullable Standing[64];
  private int size;

  /** The one due first; null if none is. */
  @Nullable Standing first() {
    return heap[0];
  }

  /** Makes the one due at another time; {@link Nanos#NEVER} takes it out. */
  void put(Standing one, long due) {
    if (due == one.due) {
      return;
    }
    one.due = due;
    if (due == Nanos.NEVER) {
      remove(one);
      return;
    }
    if (one.place < 0) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, 2 * size);
      }
      set(size++, one);
    }
    settle(one);
  }

  /** Takes the one out if it is in. */
  void remove(Standing one) {
    int place = one.place;
    if (place < 0) {
      return;
    }
    one.place = -1;
    one.due = Nanos.NEVER;
    Standing last = at(--size);
    heap[size] = null;
    if (last != one) {
      set(place, last);
      settle(last);
    }
  }

  private void settle(Standing one) {
    while (one.place > 0 && one.before(at((one.place - 1) / 2))) {
      swap(one.place, (one.place - 1) / 2);
    }
    for (int child = firstChild(one); child >= 0; child = firstChild(one)) {
      swap(one.place, child);
    }
  }

  /** The child that is due before the one, and before its sibling; -1 if there is none. */
  private int firstChild(Standing one) {
    int child = 2 * one.place + 1;
    if (child + 1 < size && at(child + 1).before(at(child))) {
      child++;
    }
    return child < size && at(child).before(one) ? child : -1;
  }

  private void swap(int a, int b) {
    Standing one = at(a);
    set(a, at(b));
    set(b, one);
  }

  private void set(int place, Standing one) {
    heap[place] = one;
    one.place = place;
  }

  private Standing at(int place) {
    Standing one = heap[place];
    if (one == null) {
      throw new IllegalStateException("no one at place " + place + " of " + size);
    }
    return one;
  }
}
