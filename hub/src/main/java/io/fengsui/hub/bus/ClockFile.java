package io.fengsui.hub.bus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what readers of a lane were told, so that no later time contradicts it, not even after a
 * power cut. A sync for each telling would be too dear: a horizon some seconds ahead is made
 * durable now and then, and nothing beyond it is told. What was told exactly is written too, and
 * not synced; it counts as long as the machine has not been started anew. Thread-safe.
 *
 * <pre>
 *      0  long  horizon    8  long  its complement    16  long  hash of the machine's start
 *    512  the same: the two are written in turn, so that a torn one does no harm
 *   1024  the same with what was told
 * </pre>
 */
final class ClockFile implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ClockFile.class);

  /** How far ahead what may be told is made durable. */
  static final long AHEAD = Duration.ofSeconds(10).toNanos();

  private static final long LOW = Duration.ofSeconds(3).toNanos();
  private static final int SLOT = 512;
  private static final int EXACT = 2 * SLOT;
  private static final int SIZE = 3 * SLOT;
  private static final int PAIR = 2 * Long.BYTES;

  private final Path path;
  private final Disk.File file;
  private final long boot;
  private final long found;
  private volatile long horizon;
  private long told;
  private int turn;
  private volatile boolean refused;

  ClockFile(Disk disk, Path path, String boot) throws IOException {
    this.path = path;
    this.boot = hash(boot);
    this.file = disk.open(path, Disk.Mode.STEADY);
    ByteBuffer content = ByteBuffer.allocate(SIZE);
    while (content.hasRemaining() && file.read(content, content.position()) > 0) {
      // until all is read
    }
    told = pair(content, EXACT);
    boolean exact = told > 0 && content.getLong(EXACT + PAIR) == this.boot;
    found = exact ? told : Math.max(told, Math.max(pair(content, 0), pair(content, SLOT)));
    horizon = found;
    write(found); // now, so that telling the time never needs new space on a full disk
    write(found);
    tell(found);
    file.force();
    disk.syncFolder(Objects.requireNonNull(path.getParent()));
  }

  /** What the last one to use this file may have told; 0 if there was none. */
  long found() {
    return found;
  }

  /** Nothing after this may be told before {@link #extend}. */
  long horizon() {
    return horizon;
  }

  /** Whether it is time to {@link #extend}, seen from what would be told now. */
  boolean isLow(long now) {
    return refused || horizon - now < LOW;
  }

  /**
   * Moves the horizon ahead of {@code now}. While the disk refuses, it is kept in memory only: time
   * must go on, or no hold would run out.
   */
  synchronized void extend(long now) {
    if (!isLow(now)) {
      return;
    }
    try {
      write(Math.max(horizon, now + AHEAD));
      write(told, EXACT);
      file.force();
      refused = false;
    } catch (IOException e) {
      refused(e);
    }
    horizon = Math.max(horizon, now + AHEAD);
  }

  /** Notes what readers are told from now on. */
  synchronized void tell(long frontier) {
    told = frontier;
    try {
      write(told, EXACT);
    } catch (IOException e) {
      refused(e);
    }
  }

  /** Leaves what was told, and no more, for the next one to use this file. */
  synchronized void close(long told) throws IOException {
    write(told);
    write(told);
    file.force();
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }

  /** What a file holds that begins with this horizon. */
  static byte[] content(long horizon) {
    return ByteBuffer.allocate(PAIR).putLong(horizon).putLong(~horizon).array();
  }

  private void write(long until) throws IOException {
    write(until, (long) turn * SLOT);
    turn = 1 - turn;
  }

  private void write(long instant, long at) throws IOException {
    var bytes = ByteBuffer.allocate(PAIR + Long.BYTES);
    file.write(bytes.putLong(instant).putLong(~instant).putLong(boot).flip(), at);
  }

  private void refused(IOException e) {
    if (!refused) {
      refused = true;
      log.atWarn()
          .addKeyValue("file", path)
          .addKeyValue("why", e.getMessage())
          .log("what readers are told of the time is not on disk for now");
    }
  }

  private static long pair(ByteBuffer content, int at) {
    long value = content.getLong(at);
    return value == ~content.getLong(at + Long.BYTES) ? value : 0;
  }

  private static long hash(String text) {
    long hash = 1;
    for (int i = 0; i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash;
  }
}
