package io.fengsui.hub.bus;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one lane for one group. Used by one thread. */
public interface BusReader extends LaneView {

  /** The committed position: the first record that this group has not done with. */
  long committed();

  /**
   * Commits durably: the group has done with everything before {@code position}. Has no effect when
   * the group was moved ({@link Bus#move}) and this reader has not read since: the position is from
   * before the move.
   */
  void commit(long position) throws IOException;

  /**
   * What a read found.
   *
   * @param entries in order; empty if nothing came in time
   * @param next position after the last entry
   * @param caughtUpTo set only when {@code entries} is empty: everything with {@link Entry#at()} at
   *     or before this instant has been read, and every later record will carry a later time
   */
  record Batch(List<Entry> entries, long next, @Nullable Instant caughtUpTo) {}
}
