package io.fengsui.hub.bus;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Reads one lane. Used by one thread. */
public interface LaneView extends AutoCloseable {

  /**
   * The next durable records.
   *
   * @param max at most this many
   * @param patience how long to wait for the first one
   */
  BusReader.Batch read(int max, Duration patience) throws InterruptedException, IOException;

  /** Continues at a position, for instance that of a snapshot; clamped to what is kept. */
  void seek(long position);

  /** Continues at the first record with {@link Entry#at()} at or after the instant. */
  void seek(Instant from) throws IOException;

  /** The record that it reads next. Any thread. */
  long position();

  @Override
  void close();
}
