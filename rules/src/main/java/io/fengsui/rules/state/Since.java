package io.fengsui.rules.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Since when each level of a rule has held, where it does; nanoseconds since 1970. Immutable. */
public final class Since {

  /** No level holds. */
  public static final Since NONE = new Since(0, new long[0]);

  private final int levels;
  private final long[] at;

  private Since(int levels, long[] at) {
    this.levels = levels;
    this.at = at;
  }

  /** Which levels hold, in bits. */
  public int levels() {
    return levels;
  }

  /** Whether a level holds. */
  public boolean has(int level) {
    return (levels >> level & 1) != 0;
  }

  /** Since when a level holds that does. */
  public long at(int level) {
    return at[level];
  }

  /** The same with a level that has held since a time. */
  public Since with(int level, long since) {
    long[] more = Arrays.copyOf(at, Math.max(at.length, level + 1));
    more[level] = since;
    return new Since(levels | 1 << level, more);
  }

  /** The same with only those of these levels that are in the bits. */
  public Since only(int bits) {
    int left = levels & bits;
    return left == levels ? this : left == 0 ? NONE : new Since(left, at);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Since since && levels == since.levels && sameTimes(since);
  }

  private boolean sameTimes(Since other) {
    for (int level = 0; level < at.length; level++) {
      if (has(level) && at[level] != other.at[level]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = levels;
    for (int level = 0; level < at.length; level++) {
      hash = 31 * hash + (has(level) ? Long.hashCode(at[level]) : 0);
    }
    return hash;
  }

  @Override
  public String toString() {
    var text = new StringBuilder("{");
    for (int level = 0; level < at.length; level++) {
      if (has(level)) {
        text.append(text.length() > 1 ? ", " : "").append(level).append(": ").append(at[level]);
      }
    }
    return text.append('}').toString();
  }
}
