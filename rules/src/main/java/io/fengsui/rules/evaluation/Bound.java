package io.fengsui.rules.evaluation;

/**
 * Something that is judged anew when a subject says something, bound to the slots of one {@link
 * Plan}.
 */
public sealed interface Bound extends Ranked permits BoundRule, BoundMember {

  /** What {@link #bit} gives for the slots that it looks at, together. */
  long mask();

  /** Whether time alone can turn it. */
  boolean timed();

  /** Whether time alone can make it hold. */
  boolean stirs();

  /**
   * When at the earliest time alone makes it hold that does not; later than now, {@link
   * Nanos#NEVER} if never. Only for what {@link #stirs}.
   */
  long stirsAt(Latest latest, long now);

  /** When it must be looked at if it never was: perhaps now. Else as {@link #stirsAt}. */
  long awaitedAt(Latest latest, long now);

  /** Whether being heard can turn it. */
  boolean looksAtSilence();

  /** A bit for a slot; slots may share one, so a common bit means "perhaps". */
  static long bit(int slot) {
    return 1L << (slot & 63);
  }
}
