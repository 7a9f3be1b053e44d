package io.fengsui.rules.evaluation;

/** What time may make of a condition. */
public enum Goal {
  /** TRUE. */
  HOLDS,
  /** FALSE. */
  OVER,
  /** FALSE or UNKNOWN. */
  HOLDS_NOT,
  /** TRUE or UNKNOWN. */
  OVER_NOT;

  boolean isMet(Verdict verdict) {
    return switch (this) {
      case HOLDS -> verdict == Verdict.TRUE;
      case OVER -> verdict == Verdict.FALSE;
      case HOLDS_NOT -> verdict != Verdict.TRUE;
      case OVER_NOT -> verdict != Verdict.FALSE;
    };
  }

  /** The same of a condition's contrary. */
  Goal negated() {
    return switch (this) {
      case HOLDS -> OVER;
      case OVER -> HOLDS;
      case HOLDS_NOT -> OVER_NOT;
      case OVER_NOT -> HOLDS_NOT;
    };
  }

  /** Whether it is reached by becoming TRUE, from where time alone can come from. */
  boolean upwards() {
    return this == HOLDS || this == OVER_NOT;
  }
}
