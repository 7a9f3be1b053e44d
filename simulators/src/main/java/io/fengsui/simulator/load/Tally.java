package io.fengsui.simulator.load;

import org.HdrHistogram.Histogram;

/** What the connections of one run count together. Used by one thread. */
final class Tally {
  static final long LONGEST_MICROS = 60_000_000;

  final Histogram latency = new Histogram(LONGEST_MICROS, 3);
  long sent;
  long acknowledged;
  long wrong;
  int broken;

  /** Counts an acknowledgement. */
  void acknowledged(long nanosLate) {
    acknowledged++;
    latency.recordValue(Math.clamp(nanosLate / 1000, 0, LONGEST_MICROS));
  }

  /** Forgets what the warm-up did; broken connections stay broken. */
  void restart() {
    latency.reset();
    sent = 0;
    acknowledged = 0;
    wrong = 0;
  }
}
