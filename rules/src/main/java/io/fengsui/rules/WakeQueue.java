package io.fengsui.rules;

import io.fengsui.rules.evaluation.Nanos;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Subjects by the time they are due: a heap of four children a node, which lie side by side in
 * memory. A subject that becomes due earlier is entered once more; where it stood before no longer
 * counts, since its {@link Watched#due} is another one. Those due at the same time come in an order
 * that never varies: devices before places, and by name.
 */
final class WakeQueue {

  private static final int CHILDREN = 4;

  private long[] dues = new long[64];
  private @Nullable Watched[] who = new @Nullable Watched[64];
  private int size;

  /** The subject that is due first; null if none is. */
  @Nullable Watched first() {
    while (size > 0 && at(0).due != dues[0]) {
      removeFirst();
    }
    return who[0];
  }

  /** Takes the first out; it is due no more. */
  void pop() {
    at(0).due = Nanos.NEVER;
    removeFirst();
  }

  /** Makes a subject due at a time, unless it is due before. */
  void noLaterThan(Watched watched, long due) {
    if (due < watched.due) {
      watched.due = due;
      if (size == dues.length) {
        dues = Arrays.copyOf(dues, 2 * size);
        who = Arrays.copyOf(who, 2 * size);
      }
      rise(size++, due, watched);
    }
  }

  private void removeFirst() {
    Watched last = at(--size);
    long due = dues[size];
    who[size] = null;
    if (size > 0) {
      sink(due, last);
    }
  }

  private void rise(int from, long due, Watched watched) {
    int place = from;
    while (place > 0) {
      int parent = (place - 1) / CHILDREN;
      if (!before(due, watched, parent)) {
        break;
      }
      dues[place] = dues[parent];
      who[place] = who[parent];
      place = parent;
    }
    dues[place] = due;
    who[place] = watched;
  }

  private void sink(long due, Watched watched) {
    int place = 0;
    while (true) {
      int first = CHILDREN * place + 1;
      if (first >= size) {
        break;
      }
      int least = first;
      int end = Math.min(first + CHILDREN, size);
      for (int child = first + 1; child < end; child++) {
        if (before(dues[child], at(child), least)) {
          least = child;
        }
      }
      if (before(due, watched, least)) {
        break;
      }
      dues[place] = dues[least];
      who[place] = who[least];
      place = least;
    }
    dues[place] = due;
    who[place] = watched;
  }

  private boolean before(long due, Watched watched, int other) {
    if (due != dues[other]) {
      return due < dues[other];
    }
    Watched second = at(other);
    if (watched instanceof Place != second instanceof Place) {
      return second instanceof Place;
    }
    return watched.id().compareTo(second.id()) < 0;
  }

  private Watched at(int place) {
    Watched watched = who[place];
    if (watched == null) {
      throw new IllegalStateException("nobody at place " + place + " of " + size);
    }
    return watched;
  }
}
