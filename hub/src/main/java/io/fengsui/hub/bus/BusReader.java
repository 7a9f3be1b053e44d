package io.fengsui.hub.bus;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one lane for one group. Used by one thread. */
public interface BusReader extends AutoCloseable {

  /**
   * The next durable records.
   *
   * @param max at most this many
   * @param patience how long to wait for the first one
   */
  Batch read(int max, Duration patience) throws InterruptedException, IOException;

  /** Continues at a position, for instance that of a snapshot; clamped to what is kept. */
  void seek(long position);

  /** The committed position: the first record that this group has not done with. */
  long committed();

  /** Commits durably: the group has done with everything before {@code position}. */
  void commit(long position) throws IOException;

  @Override
  void close();

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
