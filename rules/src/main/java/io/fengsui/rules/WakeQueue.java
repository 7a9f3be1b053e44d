package io.fengsui.rules;

import io.fengsui.rules.evaluation.Nanos;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Alarms by the time they are due: a binary heap that each alarm stands in once at most. */
final class WakeQueue {

  private @Nullable Alarm[] heap = new @Nullable Alarm[64];
  private int size;

  /** The alarm due first; null if none is. */
  @Nullable Alarm first() {
    return heap[0];
  }

  /** Makes the alarm due at another time; {@link Nanos#NEVER} takes it out. */
  void put(Alarm alarm, long due) {
    if (due == alarm.due) {
      return;
    }
    alarm.due = due;
    if (due == Nanos.NEVER) {
      remove(alarm);
      return;
    }
    if (alarm.place < 0) {
      if (size == heap.length) {
        heap = Arrays.copyOf(heap, 2 * size);
      }
      set(size++, alarm);
    }
    settle(alarm);
  }

  /** Takes the alarm out if it is in. */
  void remove(Alarm alarm) {
    int place = alarm.place;
    if (place < 0) {
      return;
    }
    alarm.place = -1;
    alarm.due = Nanos.NEVER;
    Alarm last = at(--size);
    heap[size] = null;
    if (last != alarm) {
      set(place, last);
      settle(last);
    }
  }

  private void settle(Alarm alarm) {
    while (alarm.place > 0 && alarm.before(at((alarm.place - 1) / 2))) {
      swap(alarm.place, (alarm.place - 1) / 2);
    }
    for (int child = firstChild(alarm); child >= 0; child = firstChild(alarm)) {
      swap(alarm.place, child);
    }
  }

  /** The child that is due before the alarm, and before its sibling; -1 if there is none. */
  private int firstChild(Alarm alarm) {
    int child = 2 * alarm.place + 1;
    if (child + 1 < size && at(child + 1).before(at(child))) {
      child++;
    }
    return child < size && at(child).before(alarm) ? child : -1;
  }

  private void swap(int a, int b) {
    Alarm alarm = at(a);
    set(a, at(b));
    set(b, alarm);
  }

  private void set(int place, Alarm alarm) {
    heap[place] = alarm;
    alarm.place = place;
  }

  private Alarm at(int place) {
    Alarm alarm = heap[place];
    if (alarm == null) {
      throw new IllegalStateException("no alarm at place " + place + " of " + size);
    }
    return alarm;
  }
}
