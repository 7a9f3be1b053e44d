package io.fengsui.rules.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one subject: the latest value of each slot of its {@link Plan}, the memory of
 * its {@link Tracker}s, and when it was last heard. All numbers lie in two arrays, since a sample
 * costs about as much as the waits for memory it takes. Times in nanoseconds since 1970.
 */
public abstract class Latest {

  private static final int WIDTH = 2;

  private final Gaps gaps;

  /** Value and time of one slot after the other. */
  private final long[] cells;

  private @Nullable Object @Nullable [] beside;
  private long @Nullable [] memory;

  private long since;
  private long heardAt;
  private long gapsBefore;
  private boolean heard;

  /**
   * Knows nothing yet.
   *
   * @param since from when it is watched, and a first message is awaited
   * @param gaps those of the engine
   */
  protected Latest(int slots, long since, Gaps gaps) {
    cells = new long[WIDTH * slots];
    for (int slot = 0; slot < slots; slot++) {
      cells[WIDTH * slot] = Values.NEVER;
    }
    this.since = since;
    heardAt = since;
    this.gaps = gaps;
    gapsBefore = gaps.total();
  }

  /** Makes room for trackers, in memory that is as they want it at first. */
  protected abstract long[] newMemory();

  /** How long the subject may say nothing by its class; nanoseconds. */
  protected abstract long silentAfter();

  /**
   * Takes over a value.
   *
   * @param bits as {@link Values} makes them
   * @param object what goes with {@link Values#OBJECT}
   */
  public final void put(int slot, long bits, @Nullable Object object, long at) {
    cells[WIDTH * slot] = bits;
    cells[WIDTH * slot + 1] = at;
    if (object != null) {
      if (beside == null) {
        beside = new @Nullable Object[cells.length / WIDTH];
      }
      beside[slot] = object;
    } else if (beside != null) {
      beside[slot] = null;
    }
  }

  /** The same from anything that a message may say. */
  public final void put(int slot, @Nullable Object value, long at) {
    Object object = Values.beside(value);
    long bits = Values.of(value);
    put(slot, bits == Values.OBJECT && object == null ? Values.UNUSABLE : bits, object, at);
  }

  /** As {@link Values} made it. */
  public final long bits(int slot) {
    return cells[WIDTH * slot];
  }

  /** The value as it was put; null while unknown. */
  public final @Nullable Object value(int slot) {
    long bits = bits(slot);
    if (bits == Values.ON || bits == Values.OFF) {
      return bits == Values.ON;
    }
    return Values.isNumber(bits) ? (Object) number(slot) : object(slot);
  }

  /** Whether the metric was ever reported, usable or not. */
  public final boolean reported(int slot) {
    return bits(slot) != Values.NEVER;
  }

  /** When the value was put. */
  public final long at(int slot) {
    return cells[WIDTH * slot + 1];
  }

  /** Whether a reading of this time comes after one that is newer. */
  public final boolean isOutOfOrder(int slot, long at) {
    return at < cells[WIDTH * slot + 1] && reported(slot);
  }

  /** NaN if it is no number. */
  public final double number(int slot) {
    return Double.longBitsToDouble(bits(slot));
  }

  /** The text or position; null if it is none. */
  final @Nullable Object object(int slot) {
    return bits(slot) == Values.OBJECT && beside != null ? beside[slot] : null;
  }

  /** The memory of trackers, to be changed; made when it is first needed. */
  public final long[] memory() {
    long[] made = memory;
    if (made == null) {
      made = newMemory();
      memory = made;
    }
    return made;
  }

  /** Whether {@link #memory} was ever needed. */
  public final boolean hasMemory() {
    return memory != null;
  }

  /** The subject said something. */
  public final void hear(long at) {
    heard = true;
    heardAt = at;
    gapsBefore = gaps.total();
  }

  /** As it was when {@link #gapsBefore()} gaps had passed; for what comes from a snapshot. */
  public final void hear(boolean heard, long at, long gapsBefore) {
    this.heard = heard;
    this.heardAt = at;
    this.gapsBefore = gapsBefore;
  }

  /** It has been watched from another time on. */
  public final void since(long time) {
    since = time;
  }

  /** From when it has been watched. */
  public final long since() {
    return since;
  }

  /** Whether it ever said something. */
  public final boolean heard() {
    return heard;
  }

  /** When it was last heard, or since when it has been awaited. */
  public final long heardAt() {
    return heardAt;
  }

  /** How long all gaps together were when it was last heard. */
  public final long gapsBefore() {
    return gapsBefore;
  }

  /** Whether nobody could be heard for some of the time since it was last heard. */
  final boolean gapSinceHeard() {
    return gaps.total() != gapsBefore;
  }

  /**
   * When it counts as silent. What it said in a gap is lost, so the limit counts anew from the end
   * of the last one; but however many there are, who was listened for twice the limit is silent. An
   * alarm that is up over a silence does not count anew.
   *
   * @param span how long nothing must be said
   */
  final long silentAt(long span, boolean holding) {
    long at = Nanos.plus(heardAt, span);
    if (holding || gaps.lastEnd() <= heardAt) {
      return at;
    }
    long twice = Nanos.plus(Nanos.plus(at, span), gaps.total() - gapsBefore);
    return Math.min(twice, Nanos.plus(gaps.lastEnd(), span));
  }

  /**
   * Takes over what was known under another plan.
   *
   * @param from for each slot the one it had, or -1
   */
  protected final void moveFrom(Latest other, int[] from) {
    hear(other.heard, other.heardAt, other.gapsBefore);
    for (int slot = 0; slot < from.length; slot++) {
      if (from[slot] >= 0 && other.reported(from[slot])) {
        put(slot, other.bits(from[slot]), other.object(from[slot]), other.at(from[slot]));
      }
    }
  }

  /** How many longs it keeps; for sizes in tests. */
  public final int size() {
    return cells.length + (memory == null ? 0 : memory.length);
  }

  @Override
  public String toString() {
    return Arrays.toString(cells);
  }
}
