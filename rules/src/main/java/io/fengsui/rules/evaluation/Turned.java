package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;

/**
 * Whether a flag or text is what is wanted and was another one before.
 *
 * <p>Memory: 1 once it was another one.
 *
 * @param wanted {@link Boolean} or {@link String}
 */
record Turned(TrackerKey key, int number, int offset, int slot, Object wanted)
    implements Check.Leaf, Tracker {

  @Override
  public int size() {
    return 1;
  }

  @Override
  public void reset(long[] memory) {
    memory[offset] = 0;
  }

  /** Takes in the latest value. */
  void take(Latest latest) {
    if (is(latest) == Verdict.FALSE) {
      latest.cells()[offset] = 1;
    }
  }

  private Verdict is(Latest latest) {
    return wanted instanceof Boolean flag
        ? FlagIs.of(latest.bits(slot), flag)
        : TextIs.of(latest.object(slot), (String) wanted);
  }

  @Override
  public Verdict verdict(Latest latest, boolean holding, long now) {
    Verdict is = is(latest);
    return is == Verdict.TRUE ? Verdict.of(latest.cells()[offset] == 1) : is;
  }

  @Override
  public boolean reported(Latest latest) {
    return latest.reported(slot);
  }

  @Override
  public void slots(IntConsumer to) {
    to.accept(slot);
  }
}
