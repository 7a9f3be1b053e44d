package io.fengsui.rules.evaluation;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * A condition bound to the slots and the memory of one {@link Plan}.
 *
 * <p>{@code holding} says that the alarm is pending or up, so that the clear level counts. What
 * holds without it holds with it too; therefore a move never undoes itself at the same instant.
 */
public sealed interface Check permits Check.All, Check.Any, Check.Not, Check.Leaf {

  /** Before all time: for what is so already. */
  long ALREADY = Long.MIN_VALUE;

  /** Whether the condition holds at {@code now}. */
  Verdict verdict(Latest latest, boolean holding, long now);

  /**
   * When at the earliest time alone brings it there: later than {@code now}, {@link #ALREADY} or
   * {@link Nanos#NEVER}.
   */
  long turnsTo(Goal goal, Latest latest, boolean holding, long now);

  /** Whether the subject has ever reported something that this looks at. */
  boolean reported(Latest latest);

  /** Whether time alone can make it TRUE, or FALSE. */
  boolean stirs(boolean upwards);

  /** Whether time alone can turn it. */
  default boolean timed() {
    return stirs(true) || stirs(false);
  }

  /** Names the slots that it looks at, in the order written; perhaps more than once. */
  void slots(IntConsumer to);

  /** A check that has no checks in it that are judged with it. */
  sealed interface Leaf extends Check
      permits Threshold, Often, Seldom, FlagIs, TextIs, Turned, Inside, Timed, Follows, Unanswered {
    @Override
    default long turnsTo(Goal goal, Latest latest, boolean holding, long now) {
      return goal.isMet(verdict(latest, holding, now))
          ? ALREADY
          : turnsAfter(goal.upwards(), latest, holding, now);
    }

    /** When time alone makes it TRUE that is not, or FALSE. */
    default long turnsAfter(boolean upwards, Latest latest, boolean holding, long now) {
      return Nanos.NEVER;
    }

    @Override
    default boolean stirs(boolean upwards) {
      return false;
    }
  }

  /** FALSE wins, then UNKNOWN. */
  record All(List<Check> parts) implements Check {
    @Override
    public boolean reported(Latest latest) {
      return anyReported(parts, latest);
    }

    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      Verdict verdict = Verdict.TRUE;
      for (int i = 0; i < parts.size() && verdict != Verdict.FALSE; i++) {
        Verdict part = parts.get(i).verdict(latest, holding, now);
        verdict = part == Verdict.TRUE ? verdict : part;
      }
      return verdict;
    }

    @Override
    public long turnsTo(Goal goal, Latest latest, boolean holding, long now) {
      boolean last = goal.upwards(); // all must be there, or one
      long at = last ? ALREADY : Nanos.NEVER;
      for (int i = 0; i < parts.size(); i++) {
        long part = parts.get(i).turnsTo(goal, latest, holding, now);
        at = last ? Math.max(at, part) : Math.min(at, part);
      }
      return at;
    }

    @Override
    public boolean stirs(boolean upwards) {
      return anyStirs(parts, upwards);
    }

    @Override
    public void slots(IntConsumer to) {
      parts.forEach(part -> part.slots(to));
    }
  }

  /**
   * TRUE wins, then UNKNOWN. A part that the subject has never reported does not count beside one
   * that it has: otherwise an alarm raised by what a device has could never clear for what it
   * lacks.
   */
  record Any(List<Check> parts) implements Check {
    @Override
    public boolean reported(Latest latest) {
      return anyReported(parts, latest);
    }

    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      Verdict verdict = anyReported(parts, latest) ? Verdict.FALSE : Verdict.UNKNOWN;
      for (int i = 0; i < parts.size() && verdict != Verdict.TRUE; i++) {
        if (parts.get(i).reported(latest)) {
          Verdict part = parts.get(i).verdict(latest, holding, now);
          verdict = part == Verdict.FALSE ? verdict : part;
        }
      }
      return verdict;
    }

    @Override
    public long turnsTo(Goal goal, Latest latest, boolean holding, long now) {
      if (!anyReported(parts, latest)) {
        return goal.isMet(Verdict.UNKNOWN) ? ALREADY : Nanos.NEVER;
      }
      boolean last = !goal.upwards();
      long at = last ? ALREADY : Nanos.NEVER;
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i).reported(latest)) {
          long part = parts.get(i).turnsTo(goal, latest, holding, now);
          at = last ? Math.max(at, part) : Math.min(at, part);
        }
      }
      return at;
    }

    @Override
    public boolean stirs(boolean upwards) {
      return anyStirs(parts, upwards);
    }

    @Override
    public void slots(IntConsumer to) {
      parts.forEach(part -> part.slots(to));
    }
  }

  /** The other way round; its part is over when the whole begins. */
  record Not(Check part) implements Check {
    @Override
    public boolean reported(Latest latest) {
      return part.reported(latest);
    }

    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      return part.verdict(latest, !holding, now).negated();
    }

    @Override
    public long turnsTo(Goal goal, Latest latest, boolean holding, long now) {
      return part.turnsTo(goal.negated(), latest, !holding, now);
    }

    @Override
    public boolean stirs(boolean upwards) {
      return part.stirs(!upwards);
    }

    @Override
    public void slots(IntConsumer to) {
      part.slots(to);
    }
  }

  private static boolean anyStirs(List<Check> parts, boolean upwards) {
    return parts.stream().anyMatch(part -> part.stirs(upwards));
  }

  private static boolean anyReported(List<Check> parts, Latest latest) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).reported(latest)) {
        return true;
      }
    }
    return false;
  }
}
