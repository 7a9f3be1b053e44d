package io.fengsui.rules.evaluation;

/**
 * What must be remembered of a subject besides its latest values, in some of {@link Latest#cells}
 * and, where it needs much seldom, in a {@link Latest#side} of its own. Equal ones are kept once,
 * and go on when plans change.
 */
public interface Tracker {

  /** What it tracks; equal keys remember the same. */
  TrackerKey key();

  /** Its place among those of the plan: after those that it looks at. */
  int number();

  /** Its first cell. */
  int offset();

  /** How many cells it has. */
  int size();

  /** Makes its cells as they are at first. */
  void reset(long[] cells);

  /**
   * Nobody could be heard between two times.
   *
   * @param from exclusive
   * @param to inclusive
   */
  default void stepOver(long[] cells, long from, long to) {}
}
