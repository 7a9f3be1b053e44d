package io.fengsui.rules.reference;

import java.util.List;

/** A span in which nobody could be heard, in nanoseconds since 1970. */
record Gap(long from, long to) {

  /** When a span that began at {@code since} has passed, if gaps do not count. */
  static long end(long since, long span, List<Gap> gaps) {
    long end = since + span;
    for (Gap gap : gaps) {
      if (gap.from <= since && since < gap.to) {
        end = gap.to + span;
      } else if (since < gap.from && gap.from < end) {
        end += gap.to - gap.from;
      }
    }
    return end;
  }

  /**
   * When who was last heard at {@code heardAt} counts as silent: the limit counts anew after the
   * last gap, but who was listened for twice the limit is silent.
   */
  static long silentAt(long heardAt, long limit, boolean holding, List<Gap> gaps) {
    List<Gap> since = gaps.stream().filter(gap -> gap.to > heardAt).toList();
    if (holding || since.isEmpty()) {
      return heardAt + limit;
    }
    return Math.min(since.getLast().to + limit, end(heardAt, 2 * limit, since));
  }

  /** When nobody has answered what began at {@code began}; counts anew if that is in a gap. */
  static long unansweredAt(long began, long within, List<Gap> gaps) {
    long due = began + within;
    for (Gap gap : gaps) {
      if (gap.from < due && due <= gap.to) {
        due = gap.to + within;
      }
    }
    return due;
  }
}
