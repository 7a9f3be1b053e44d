package io.fengsui.rules.evaluation;

/**
 * A tracker that looks at all readings of a message together, once they are all taken in. It ranks
 * after those that it looks at.
 */
public sealed interface Joint extends Tracker, Ranked permits Tally, Follows, Unanswered {

  /** Its number: after those that it looks at. */
  @Override
  default int rank() {
    return number();
  }

  /**
   * A message was taken in that has readings it looks at.
   *
   * @param touched the {@link Bound#bit}s of the slots that have new values
   * @return whether what it says has changed, or will by time alone at another time
   */
  boolean take(Latest latest, long touched, long now);
}
