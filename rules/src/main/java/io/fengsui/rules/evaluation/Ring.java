package io.fengsui.rules.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * The last times at which something happened, for a tracker without cells: how often it happened
 * ever, then the times. All of it stands beside, since with most subjects it never happens.
 */
final class Ring {

  private Ring() {}

  /** It happens now. */
  static void add(Latest latest, Tracker tracker, int most, long now) {
    long @Nullable [] ring = latest.side(tracker.number());
    if (ring == null) {
      ring = new long[1 + most];
      latest.side(tracker.number(), ring);
    }
    ring[1 + (int) (ring[0]++ % most)] = now;
  }

  /** When it happened the k-th last time; before all time if that is not known. */
  static long last(Latest latest, Tracker tracker, int most, int k) {
    long @Nullable [] ring = k > most ? null : latest.side(tracker.number());
    return ring == null || k > ring[0] ? Long.MIN_VALUE : ring[1 + (int) ((ring[0] - k) % most)];
  }
}
