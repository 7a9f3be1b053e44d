package io.fengsui.rules.evaluation;

import java.util.function.IntConsumer;

/** What follows from time, and from when the subject was heard, whatever it said. */
sealed interface Timed extends Check.Leaf {

  @Override
  default boolean reported(Latest latest) {
    return true;
  }

  @Override
  default boolean stirs(boolean upwards) {
    return upwards || this instanceof During;
  }

  @Override
  default void slots(IntConsumer to) {}

  /**
   * Silent for a while.
   *
   * @param limit nanoseconds; 0 for the subject's own limit
   */
  record Silent(long limit) implements Timed {
    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      return Verdict.of(now >= at(latest, holding));
    }

    @Override
    public long turnsAfter(boolean upwards, Latest latest, boolean holding, long now) {
      return upwards ? at(latest, holding) : Nanos.NEVER;
    }

    private long at(Latest latest, boolean holding) {
      return latest.silentAt(limit == 0 ? latest.silentAfter() : limit, holding);
    }
  }

  /** Silent for several times as long as is usual. */
  record Overdue(double times, Habit habit) implements Timed {
    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      return habit.known(latest) ? Verdict.of(now >= at(latest, holding)) : Verdict.UNKNOWN;
    }

    @Override
    public long turnsAfter(boolean upwards, Latest latest, boolean holding, long now) {
      return upwards && habit.known(latest) ? at(latest, holding) : Nanos.NEVER;
    }

    private long at(Latest latest, boolean holding) {
      return latest.silentAt((long) (times * habit.span(latest)), holding);
    }
  }

  /** At some hours. */
  record During(Calendar calendar) implements Timed {
    @Override
    public Verdict verdict(Latest latest, boolean holding, long now) {
      return Verdict.of(calendar.contains(now));
    }

    @Override
    public long turnsAfter(boolean upwards, Latest latest, boolean holding, long now) {
      return calendar.turnsAfter(now);
    }
  }
}
