package io.fengsui.rules.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one subject: the latest value of each slot of its {@link Plan}, what its {@link
 * Tracker}s remember, and when it was last heard. All numbers lie in one array, since a sample
 * costs about as much as the waits for memory it takes. Times in nanoseconds since 1970.
 */
public abstract class Latest {

  /** Cells of a slot: value and time. */
  static final int WIDTH = 2;

  private static final int CACHE_LINE = 64 / Long.BYTES;

  private final Plan plan;
  private final Gaps gaps;

  /** The slots, one after the other, then the trackers. */
  private final long[] cells;

  /** What is no number: texts and positions by slot, then what trackers have besides. */
  private @Nullable Object @Nullable [] beside;

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
  protected Latest(Plan plan, long since, Gaps gaps) {
    this.plan = plan;
    this.gaps = gaps;
    this.cells = plan.newCells();
    this.since = since;
    this.heardAt = since;
    this.gapsBefore = gaps.total();
  }

  /** How long the subject may say nothing by its class; nanoseconds. */
  protected abstract long silentAfter();

  /** What lays out all that is kept. */
  public final Plan plan() {
    return plan;
  }

  /**
   * Reads a little of all that a message would, so that it is at hand; the answer means nothing.
   */
  public final long glance() {
    long read = heardAt;
    for (int cell = 0; cell < cells.length; cell += CACHE_LINE) {
      read += cells[cell];
    }
    return read;
  }

  /** The cells of slots and trackers, to be changed by trackers only. */
  public final long[] cells() {
    return cells;
  }

  /**
   * Takes over a value.
   *
   * @param bits as {@link Values} makes them
   * @param object what goes with {@link Values#OBJECT}
   */
  public final void put(int slot, long bits, @Nullable Object object, long at) {
    cells[WIDTH * slot] = bits;
    cells[WIDTH * slot + 1] = at;
    if (object != null || beside != null) {
      putBeside(slot, object);
    }
  }

  /** The same from anything that a message may say. */
  public final void put(int slot, @Nullable Object value, long at) {
    Object object = Values.beside(value);
    long bits = Values.of(value);
    put(slot, bits == Values.OBJECT && object == null ? Values.UNUSABLE : bits, object, at);
  }

  private void putBeside(int place, @Nullable Object object) {
    if (beside == null) {
      beside = new @Nullable Object[plan.slots().size() + plan.trackers().size()];
    }
    beside[place] = object;
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

  /** What a tracker has besides its cells; null while it needs nothing. */
  public final long @Nullable [] side(int number) {
    return beside == null ? null : (long[]) beside[plan.slots().size() + number];
  }

  /** Gives a tracker more room. */
  public final void side(int number, long @Nullable [] room) {
    putBeside(plan.slots().size() + number, room);
  }

  /** The subject said something. */
  public final void hear(long at) {
    heard = true;
    heardAt = at;
    gapsBefore = gaps.total();
  }

  /** From when on somebody can be heard: later than {@code now} in a gap. */
  public final long listens(long now) {
    return Math.max(now, gaps.lastEnd());
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
    return gaps.lastEnd() > heardAt;
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
    return Math.min(listenedAt(Nanos.plus(at, span)), Nanos.plus(gaps.lastEnd(), span));
  }

  /** When it has been listened to for as long as from when it was heard to a time without gaps. */
  private long listenedAt(long time) {
    long passed = gaps.total() - gapsBefore;
    long last = gaps.lastEnd() - gaps.lastBegin();
    long before = Nanos.plus(time, passed - last);
    return passed >= last && before <= gaps.lastBegin() ? before : Nanos.plus(time, passed);
  }

  /** Takes over what was known under another plan. */
  protected final void moveFrom(Latest other) {
    hear(other.heard, other.heardAt, other.gapsBefore);
    for (int slot = 0; slot < plan.slots().size(); slot++) {
      int from = other.plan.slots().indexOf(plan.slots().get(slot));
      if (from >= 0 && other.reported(from)) {
        put(slot, other.bits(from), other.object(from), other.at(from));
      }
    }
    for (Tracker tracker : plan.trackers()) {
      Tracker from = other.plan.tracker(tracker.key());
      if (from != null) {
        System.arraycopy(other.cells, from.offset(), cells, tracker.offset(), tracker.size());
        if (other.side(from.number()) != null) {
          side(tracker.number(), other.side(from.number()));
        }
      }
    }
  }
}
