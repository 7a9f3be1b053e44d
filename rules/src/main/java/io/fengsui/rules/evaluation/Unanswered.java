package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;

/**
 * Whether one thing began and the answer to it has not come in time. Once it is answered, the next
 * beginning counts anew.
 *
 * <p>Memory: what was so when it was last judged, in bits; when the answer is due, {@link
 * Nanos#NEVER} if none is awaited.
 *
 * @param firstMask the slots that make {@code first} be judged again; 0 for each message
 */
record Unanswered(
    TrackerKey key, int number, int offset, Check first, long firstMask, Check answer, long within)
    implements Check.Leaf, Joint {

  private static final long FIRST_HOLDS = 1;
  private static final long KNOWN = 2;

  @Override
  public int size() {
    return 2;
  }

  @Override
  public void reset(long[] memory) {
    memory[offset] = 0;
    memory[offset + 1] = Nanos.NEVER;
  }

  @Override
  public boolean take(Latest latest, long touched, long now) {
    long[] memory = latest.cells();
    long before = memory[offset];
    long due = memory[offset + 1];
    if (firstMask == 0 || (firstMask & touched) != 0) {
      Verdict verdict = first.verdict(latest, false, now);
      boolean holds = verdict == Verdict.TRUE;
      if (holds && (before & FIRST_HOLDS) == 0 && due == Nanos.NEVER) {
        memory[offset + 1] = Nanos.plus(now, within);
      }
      long known = verdict == Verdict.UNKNOWN ? before & KNOWN : KNOWN;
      memory[offset] = holds ? known | FIRST_HOLDS : known;
    }
    if (memory[offset + 1] != Nanos.NEVER && answer.verdict(latest, false, now) == Verdict.TRUE) {
      memory[offset + 1] = Nanos.NEVER;
    }
    return memory[offset + 1] != due || memory[offset] != before;
  }

  @Override
  public void stepOver(long[] memory, long from, long to) {
    long due = memory[offset + 1];
    if (due > from && due <= to) {
      memory[offset + 1] = Nanos.plus(to, within);
    }
  }

  @Override
  public Verdict verdict(Latest latest, boolean holding, long now) {
    if ((latest.cells()[offset] & KNOWN) == 0) {
      return Verdict.UNKNOWN;
    }
    return Verdict.of(now >= latest.cells()[offset + 1]);
  }

  @Override
  public long turnsAfter(boolean upwards, Latest latest, boolean holding, long now) {
    return upwards ? latest.cells()[offset + 1] : Nanos.NEVER;
  }

  @Override
  public boolean stirs(boolean upwards) {
    return upwards;
  }

  @Override
  public boolean reported(Latest latest) {
    return first.reported(latest) || answer.reported(latest);
  }

  @Override
  public void slots(IntConsumer to) {
    first.slots(to);
    answer.slots(to);
  }
}
