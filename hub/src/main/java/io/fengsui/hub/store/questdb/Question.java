package io.fengsui.hub.store.questdb;

import io.fengsui.hub.store.ReadingTime;
import java.util.Optional;

/**
 * What is looked for in the tables.
 *
 * @param from the first nanosecond since 1970
 * @param to the first one after it
 * @param device only this one; all if empty
 * @param metric only this one; all if empty
 */
record Question(long from, long to, Optional<String> device, Optional<String> metric) {

  private static final long MICRO = 1_000L;

  /** The same of a part of its time. */
  Question between(long partFrom, long partTo) {
    return new Question(partFrom, partTo, device, metric);
  }

  boolean holds(long time) {
    return time >= from && time < to;
  }

  /** Where an answer can stand first; microseconds since 1970. */
  long firstAt(Shelf shelf) {
    var early = shelf.wide() ? ReadingTime.AHEAD : Shelf.IN_TIME;
    return (from - early.toNanos()) / MICRO;
  }

  /** Where none can stand any more: what came late may stand anywhere later. */
  long endAt(Shelf shelf) {
    return shelf.wide() ? Long.MAX_VALUE : (to + Shelf.IN_TIME.toNanos()) / MICRO + 1;
  }
}
