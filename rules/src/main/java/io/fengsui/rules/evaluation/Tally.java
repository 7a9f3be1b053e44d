package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;

/**
 * How many messages of the window that ends now met a condition. Grows with messages, falls by time
 * alone. Remembers a {@link Ring} of times.
 */
record Tally(TrackerKey key, int number, int offset, Check of, long within, int most)
    implements Gauge, Joint {

  @Override
  public int size() {
    return 0;
  }

  @Override
  public void reset(long[] cells) {}

  @Override
  public boolean take(Latest latest, long touched, long now) {
    if (of.verdict(latest, false, now) != Verdict.TRUE) {
      return false;
    }
    Ring.add(latest, this, most, now);
    return true;
  }

  @Override
  public double value(Latest latest, long now) {
    int count = 0;
    while (count < most && leavesAt(latest, count + 1) > now) {
      count++;
    }
    return count;
  }

  /** When the k-th last leaves the window; before all time if there is none. */
  private long leavesAt(Latest latest, int k) {
    long at = Ring.last(latest, this, most, k);
    return at == Long.MIN_VALUE ? at : Nanos.plus(at, within);
  }

  /** When all of a window has been watched. */
  long knownAt(Latest latest) {
    return Nanos.plus(latest.since(), within);
  }

  /** When there are fewer than a number; before all time if that is so already. */
  long fewerAt(Latest latest, double than) {
    if (than <= 0) {
      return Nanos.NEVER;
    }
    return than > most ? Long.MIN_VALUE : leavesAt(latest, (int) Math.ceil(than));
  }

  @Override
  public boolean reported(Latest latest) {
    return of.reported(latest);
  }

  @Override
  public void slots(IntConsumer to) {
    of.slots(to);
  }
}
