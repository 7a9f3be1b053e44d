package io.fengsui.hub.store;

import io.fengsui.hub.bus.Entry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The way of one lane's records into a store. Used by one thread. After an {@link IOException} it
 * is of no use any more: close it, ask for a new one, and add again what was not committed.
 */
public interface Intake extends AutoCloseable {

  /** The last record that is kept for certain; empty when the store cannot tell. */
  Optional<Mark> last() throws IOException;

  /** Adds the readings of a record; what has none is stepped over. May block to write. */
  void add(Entry.Heard heard) throws IOException;

  /**
   * Returns when all that was added is kept for certain, through a crash and, where the store
   * answers for it, a loss of power. Nothing to do when nothing was added.
   */
  Kept commit() throws IOException;

  /** Forgets what was not committed. */
  @Override
  void close();

  /**
   * A record of the bus.
   *
   * @param at the time the bus gave it, in whole microseconds
   */
  record Mark(long position, Instant at) {}

  /**
   * What a commit did.
   *
   * @param readings that are kept now
   * @param refused readings that the store will never take; they are set aside
   */
  record Kept(long readings, List<Refused> refused) {
    public static final Kept NOTHING = new Kept(0, List.of());

    public Kept {
      refused = List.copyOf(refused);
    }
  }

  /**
   * A reading that the store will never take.
   *
   * @param reading device, metric and time
   * @param why in the store's words
   */
  record Refused(String reading, String why) {}
}
