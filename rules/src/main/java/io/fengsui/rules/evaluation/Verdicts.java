package io.fengsui.rules.evaluation;

/** The verdicts of all levels of a rule in one number: two bits a level, 0 for UNKNOWN. */
public final class Verdicts {

  /** All are unknown. */
  public static final int UNKNOWN = 0;

  private static final int HOLDS = 1;
  private static final int OVER = 2;
  private static final int ALL_HOLD = 0x5555_5555;

  private Verdicts() {}

  /** The same with the verdict of one more level. */
  public static int with(int verdicts, int level, Verdict verdict) {
    int bits =
        switch (verdict) {
          case TRUE -> HOLDS;
          case FALSE -> OVER;
          case UNKNOWN -> 0;
        };
    return verdicts | (bits << (2 * level));
  }

  /** The verdict of a level. */
  public static Verdict of(int verdicts, int level) {
    return switch ((verdicts >> (2 * level)) & 3) {
      case HOLDS -> Verdict.TRUE;
      case OVER -> Verdict.FALSE;
      default -> Verdict.UNKNOWN;
    };
  }

  /** Whether some level holds. */
  public static boolean anyHolds(int verdicts) {
    return (verdicts & ALL_HOLD) != 0;
  }

  /** Whether all levels are over. */
  public static boolean allOver(int verdicts, int levels) {
    return verdicts == ((ALL_HOLD << 1) & ((1 << (2 * levels)) - 1));
  }
}
