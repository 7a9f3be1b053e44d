package io.fengsui.rules.evaluation;

/**
 * When an alarm last went up.
 *
 * <p>Memory: how often it went up ever; when, the last times, in a ring.
 */
public record Flaps(TrackerKey key, int offset, int times, long within) implements Tracker {

  @Override
  public int size() {
    return times;
  }

  @Override
  public void reset(long[] memory) {
    memory[offset] = 0;
  }

  /** Whether an alarm that goes up now flaps. */
  public boolean would(Latest latest, long now) {
    if (!latest.hasMemory()) {
      return false;
    }
    long[] memory = latest.memory();
    long ever = memory[offset];
    int ring = times - 1;
    return ever >= ring && now - memory[offset + 1 + (int) (ever % ring)] < within;
  }

  /** An alarm goes up. */
  public void up(Latest latest, long now) {
    long[] memory = latest.memory();
    int ring = times - 1;
    memory[offset + 1 + (int) (memory[offset] % ring)] = now;
    memory[offset]++;
  }
}
