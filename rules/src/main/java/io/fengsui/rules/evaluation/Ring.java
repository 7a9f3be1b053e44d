package io.fengsui.rules.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * The last times at which something happened, for a tracker with one cell: how often it happened
 * ever. The times stand beside, since with most subjects it never happens.
 */
final class Ring {

  private Ring() {}

  /** It happens now. */
  static void add(Latest latest, Tracker tracker, int most, long now) {
    long @Nullable [] times = latest.side(tracker.number());
    if (times == null) {
      times = new long[most];
      latest.side(tracker.number(), times);
    }
    long ever = latest.cells()[tracker.offset()]++;
    times[(int) (ever % most)] = now;
  }

  /** When it happened the k-th last time; before all time if that is not known. */
  static long last(Latest latest, Tracker tracker, int most, int k) {
    long ever = latest.cells()[tracker.offset()];
    long @Nullable [] times = k > ever || k > most ? null : latest.side(tracker.number());
    return times == null ? Long.MIN_VALUE : times[(int) ((ever - k) % most)];
  }
}
