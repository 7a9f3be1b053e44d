package io.fengsui.rules.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one subject: the latest value of each metric that some rule looks at, in the
 * slot that its {@link TypePlan} gave it, and when it was last heard. Times in nanoseconds since
 * 1970.
 */
public final class Latest {

  private static final int NEVER = 0;
  private static final int NUMBER = 1;
  private static final int FLAG = 2;
  private static final int TEXT = 3;
  private static final int UNUSABLE = 4;

  private static final int KIND = 0;
  private static final int BITS = 1;
  private static final int TIME = 2;
  private static final int WIDTH = 3;

  private static final int LONGEST_TEXT = 1000;

  /** Kind, value and time of one slot after the other: one array is one wait for memory. */
  private final long[] cells;

  private @Nullable String @Nullable [] texts;

  private final Gaps gaps;
  private boolean heard;
  private long heardAt;
  private long gapsBefore;
  private long silentAfter;

  /**
   * Knows nothing yet.
   *
   * @param since from when a first message is awaited
   * @param silentAfter the subject's own silence limit
   * @param gaps those of the engine
   */
  public Latest(int slots, long since, long silentAfter, Gaps gaps) {
    cells = new long[WIDTH * slots];
    heardAt = since;
    this.silentAfter = silentAfter;
    this.gaps = gaps;
    gapsBefore = gaps.total();
  }

  /**
   * Takes over a value; whatever is no finite double, boolean or string makes it unknown. Of a text
   * that is longer than any rule's, only the beginning is kept.
   */
  public void put(int slot, @Nullable Object value, long at) {
    switch (value) {
      case Double number when Double.isFinite(number) ->
          set(slot, NUMBER, Double.doubleToRawLongBits(number), at);
      case Boolean flag -> set(slot, FLAG, flag ? 1 : 0, at);
      case String text -> {
        set(slot, TEXT, 0, at);
        if (texts == null) {
          texts = new @Nullable String[cells.length / WIDTH];
        }
        texts[slot] = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + '…' : text;
      }
      case null, default -> set(slot, UNUSABLE, 0, at);
    }
  }

  private void set(int slot, int kind, long bits, long at) {
    cells[WIDTH * slot + KIND] = kind;
    cells[WIDTH * slot + BITS] = bits;
    cells[WIDTH * slot + TIME] = at;
  }

  private int kind(int slot) {
    return (int) cells[WIDTH * slot + KIND];
  }

  /** The value as it was put; null while unknown. */
  public @Nullable Object value(int slot) {
    return switch (kind(slot)) {
      case NUMBER -> number(slot);
      case FLAG -> flag(slot);
      case TEXT -> text(slot);
      default -> null;
    };
  }

  /** Whether the metric was ever reported, usable or not. */
  public boolean reported(int slot) {
    return kind(slot) != NEVER;
  }

  /** When the value was put. */
  public long at(int slot) {
    return cells[WIDTH * slot + TIME];
  }

  boolean isNumber(int slot) {
    return kind(slot) == NUMBER;
  }

  boolean isFlag(int slot) {
    return kind(slot) == FLAG;
  }

  double number(int slot) {
    return Double.longBitsToDouble(cells[WIDTH * slot + BITS]);
  }

  boolean flag(int slot) {
    return cells[WIDTH * slot + BITS] != 0;
  }

  /** Null if it is no text. */
  @Nullable String text(int slot) {
    return kind(slot) == TEXT && texts != null ? texts[slot] : null;
  }

  /** The subject said something. */
  public void hear(long at) {
    heard = true;
    heardAt = at;
    gapsBefore = gaps.total();
  }

  /** As it was when {@link #gapsBefore()} gaps had passed; for what comes from a snapshot. */
  public void hear(boolean heard, long at, long gapsBefore) {
    this.heard = heard;
    this.heardAt = at;
    this.gapsBefore = gapsBefore;
  }

  /** Whether it ever said something. */
  public boolean heard() {
    return heard;
  }

  /** When it was last heard, or since when it has been awaited. */
  public long heardAt() {
    return heardAt;
  }

  /** How long all gaps together were when it was last heard. */
  public long gapsBefore() {
    return gapsBefore;
  }

  /** Changes the subject's own silence limit. */
  public void silentAfter(long span) {
    silentAfter = span;
  }

  /**
   * When it counts as silent. What it said in a gap is lost, so the limit counts anew from the end
   * of the last one; but however many there are, who was listened for twice the limit is silent. An
   * alarm that is up over a silence does not count anew.
   */
  long silentAt(long limit, boolean holding) {
    long span = limit == 0 ? silentAfter : limit;
    long at = Nanos.plus(heardAt, span);
    if (holding || gaps.lastEnd() <= heardAt) {
      return at;
    }
    long twice = Nanos.plus(Nanos.plus(at, span), gaps.total() - gapsBefore);
    return Math.min(twice, Nanos.plus(gaps.lastEnd(), span));
  }

  /** The same for other slots: {@code from[i]} is the old slot of the new slot i, or -1. */
  Latest moved(int[] from) {
    var moved = new Latest(from.length, heardAt, silentAfter, gaps);
    moved.hear(heard, heardAt, gapsBefore);
    for (int slot = 0; slot < from.length; slot++) {
      if (from[slot] >= 0 && reported(from[slot])) {
        moved.put(slot, value(from[slot]), at(from[slot]));
      }
    }
    return moved;
  }
}
