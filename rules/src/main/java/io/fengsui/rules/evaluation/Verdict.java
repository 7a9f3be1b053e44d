package io.fengsui.rules.evaluation;

/** Whether a condition holds. */
public enum Verdict {
  TRUE,
  FALSE,
  /** Not heard yet, or not of the right kind. It never moves an alarm. */
  UNKNOWN;

  /** What is known for certain. */
  public static Verdict of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  /** The other way round; unknown stays unknown. */
  public Verdict negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
