package io.fengsui.rules.evaluation;

/**
 * Spans in which nobody could be heard, as one engine knows them. Times and spans in nanoseconds;
 * times since 1970.
 */
public final class Gaps {

  private long lastBegin = Long.MIN_VALUE;
  private long lastEnd = Long.MIN_VALUE;
  private long total;

  /** Takes in a span that has passed. */
  public void add(long from, long to) {
    lastBegin = Math.min(from, to);
    lastEnd = to;
    total = Nanos.plus(total, to - lastBegin);
  }

  /** Goes on from what another one knew. */
  public void set(long lastBegin, long lastEnd, long total) {
    this.lastBegin = lastBegin;
    this.lastEnd = lastEnd;
    this.total = total;
  }

  /** When the last one began; before all time if there was none. */
  public long lastBegin() {
    return lastBegin;
  }

  /** When the last one ended; before all time if there was none. */
  public long lastEnd() {
    return lastEnd;
  }

  /** How long they were together. */
  public long total() {
    return total;
  }
}
