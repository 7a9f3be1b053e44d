package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;

/**
 * Whether one thing holds that began soon after another one did.
 *
 * <p>Memory: what was so when it was last judged, in bits; when the first last began.
 *
 * @param firstMask the slots that make {@code first} be judged again; 0 for each message
 */
record Follows(
    TrackerKey key,
    int number,
    int offset,
    Check first,
    long firstMask,
    Check then,
    long thenMask,
    long within)
    implements Check.Leaf, Joint {

  private static final long FIRST_HOLDS = 1;
  private static final long THEN_HOLDS = 2;
  private static final long THEN_IS_OVER = 4;
  private static final long IN_TIME = 8;

  @Override
  public int size() {
    return 2;
  }

  @Override
  public void reset(long[] memory) {
    memory[offset] = 0;
    memory[offset + 1] = Long.MIN_VALUE;
  }

  @Override
  public boolean take(Latest latest, long touched, long now) {
    long[] memory = latest.cells();
    long before = memory[offset];
    long after = before;
    if (firstMask == 0 || (firstMask & touched) != 0) {
      boolean holds = first.verdict(latest, false, now) == Verdict.TRUE;
      if (holds && (before & FIRST_HOLDS) == 0) {
        memory[offset + 1] = now;
      }
      after = holds ? after | FIRST_HOLDS : after & ~FIRST_HOLDS;
    }
    if (thenMask == 0 || (thenMask & touched) != 0) {
      after &= FIRST_HOLDS;
      after |=
          switch (then.verdict(latest, false, now)) {
            case TRUE -> THEN_HOLDS | inTime(memory, before, now);
            case FALSE -> THEN_IS_OVER;
            case UNKNOWN -> 0;
          };
    }
    memory[offset] = after;
    return after != before;
  }

  private long inTime(long[] memory, long before, long now) {
    if ((before & THEN_HOLDS) != 0) {
      return before & IN_TIME;
    }
    long began = memory[offset + 1];
    return began != Long.MIN_VALUE && now - began <= within ? IN_TIME : 0;
  }

  @Override
  public Verdict verdict(Latest latest, boolean holding, long now) {
    long bits = latest.cells()[offset];
    if ((bits & (THEN_HOLDS | THEN_IS_OVER)) == 0) {
      return Verdict.UNKNOWN;
    }
    return Verdict.of((bits & IN_TIME) != 0);
  }

  @Override
  public boolean reported(Latest latest) {
    return first.reported(latest) || then.reported(latest);
  }

  @Override
  public void slots(IntConsumer to) {
    first.slots(to);
    then.slots(to);
  }
}
