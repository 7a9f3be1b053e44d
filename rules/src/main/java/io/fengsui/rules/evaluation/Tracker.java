package io.fengsui.rules.evaluation;

/**
 * What must be remembered of a subject besides its latest values, in some cells of {@link
 * Latest#memory}. Equal ones are kept once, and go on when plans change.
 */
public interface Tracker {

  /** What it tracks; equal keys remember the same. */
  TrackerKey key();

  /** Its first cell. */
  int offset();

  /** How many cells it has. */
  int size();

  /** Makes its cells as they are at first. */
  void reset(long[] memory);

  /**
   * Nobody could be heard between two times.
   *
   * @param from exclusive
   * @param to inclusive
   */
  default void stepOver(long[] memory, long from, long to) {}
}
