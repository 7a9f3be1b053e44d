package io.fengsui.rules.evaluation;

/** When an alarm last went up. Remembers a {@link Ring} of times. */
public record Flaps(TrackerKey key, int number, int offset, int times, long within)
    implements Tracker {

  @Override
  public int size() {
    return 0;
  }

  @Override
  public void reset(long[] cells) {}

  /** Whether an alarm that goes up now flaps. */
  public boolean would(Latest latest, long now) {
    long first = Ring.last(latest, this, times - 1, times - 1);
    return first != Long.MIN_VALUE && now - first < within;
  }

  /** An alarm goes up. */
  public void up(Latest latest, long now) {
    Ring.add(latest, this, times - 1, now);
  }
}
