package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;

/**
 * How many messages of the window that ends now met a condition. Grows with messages, falls by time
 * alone.
 *
 * <p>Memory: how many met it ever; the times of the last of them, in a ring.
 */
record Tally(TrackerKey key, int rank, int offset, Check of, long within, int most)
    implements Gauge, Joint {

  @Override
  public int size() {
    return 1 + most;
  }

  @Override
  public void reset(long[] memory) {
    memory[offset] = 0;
  }

  @Override
  public boolean take(Latest latest, long touched, long now) {
    if (of.verdict(latest, false, now) != Verdict.TRUE) {
      return false;
    }
    long[] memory = latest.memory();
    memory[offset + 1 + (int) (memory[offset] % most)] = now;
    memory[offset]++;
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

  /** When the k-th newest leaves the window; before all time if there is none. */
  long leavesAt(Latest latest, int k) {
    if (!latest.hasMemory()) {
      return Long.MIN_VALUE;
    }
    long[] memory = latest.memory();
    long ever = memory[offset];
    return k > ever || k > most
        ? Long.MIN_VALUE
        : Nanos.plus(memory[offset + 1 + (int) ((ever - k) % most)], within);
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
  public void slots(IntConsumer to) {
    of.slots(to);
  }

  @Override
  public boolean reported(Latest latest) {
    return of.reported(latest);
  }
}
