package io.fengsui.hub.bus;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time of one lane. It follows the wall clock but never goes back, not even over a restart:
 * what was told to a reader is written down before it is told. Not thread-safe: the lane guards it.
 *
 * <p>Counted in nanoseconds since 1970.
 */
final class LaneClock implements AutoCloseable {

  private static final long SECOND = 1_000_000_000L;
  private static final long LAST_SECOND = Long.MAX_VALUE / SECOND - 1;
  private static final int RECORD = 2 * Long.BYTES;

  private final InstantSource source;
  // Not a FileChannel: a reader that is interrupted must not close the file under the others.
  private final RandomAccessFile file;
  private long latest;
  private long told;

  /**
   * @param file keeps what readers were told
   * @param lastStamp of the newest batch that is kept
   */
  LaneClock(InstantSource source, Path file, long lastStamp) throws IOException {
    this.source = source;
    this.file = new RandomAccessFile(file.toFile(), "rw");
    told = load();
    latest = Math.max(told, lastStamp);
    save(told); // now, so that telling the time never needs new space on a full disk
  }

  /** The time of the next batch: later than all stamped and told before. */
  long stamp() {
    latest = Math.max(now(), latest + 1);
    return latest;
  }

  /** Makes the next stamp later than this. */
  void passes(Instant instant) {
    latest = Math.max(latest, nanos(instant));
  }

  /**
   * A time that no later stamp will reach.
   *
   * @param inFlight whether the newest stamp's batch is not yet durable
   */
  long frontier(boolean inFlight) throws IOException {
    long frontier = inFlight ? latest - 1 : Math.max(now(), latest);
    if (frontier > told) {
      save(frontier);
      told = frontier;
    }
    latest = Math.max(latest, frontier);
    return frontier;
  }

  /** The last frontier. */
  long told() {
    return told;
  }

  /** How far the lane's time has run ahead of the wall clock; normally nothing. */
  long aheadOfWallClock() {
    return Math.max(0, latest - now());
  }

  /** What its file holds when nothing is told any more. */
  byte[] record() {
    return record(Math.max(told, latest));
  }

  /** Makes what was told durable. */
  void sync() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  static long nanos(Instant instant) {
    long second = Math.clamp(instant.getEpochSecond(), 0, LAST_SECOND);
    return second * SECOND + instant.getNano();
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
  }

  private long now() {
    return nanos(source.instant());
  }

  private static byte[] record(long nanos) {
    return ByteBuffer.allocate(RECORD).putLong(nanos).putLong(~nanos).array();
  }

  private void save(long nanos) throws IOException {
    file.seek(0);
    file.write(record(nanos));
  }

  private long load() throws IOException {
    if (file.length() < RECORD) {
      return 0;
    }
    file.seek(0);
    long nanos = file.readLong();
    return file.readLong() == ~nanos ? nanos : 0;
  }
}
