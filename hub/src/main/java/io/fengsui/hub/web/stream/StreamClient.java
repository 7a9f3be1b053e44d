package io.fengsui.hub.web.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * One open page. Holds at most {@value #FRAMES} frames and {@value #BYTES} bytes; a page that is
 * slower than that is cut, reconnects and fetches anew.
 */
final class StreamClient {
  static final int FRAMES = 512;
  static final int BYTES = 1 << 20;

  private static final byte[] PING = ": ping\n\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> frames = new ArrayBlockingQueue<>(FRAMES);
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean ended;

  /** Adds a frame without waiting; false if the page is too slow and is cut by this. */
  boolean offer(byte[] frame) {
    if (waiting.addAndGet(frame.length) <= BYTES && frames.offer(frame)) {
      return true;
    }
    end();
    return false;
  }

  /** Ends {@link #pump} soon. Any thread. */
  void end() {
    ended = true;
    frames.offer(END);
  }

  /**
   * Writes frames until the page leaves, is cut or is no longer allowed; blocks the request's own
   * thread.
   *
   * @param quiet after so long without a frame, a comment is written
   * @param allowed asked at each quiet moment, and no more rarely than each {@code quiet}
   * @throws IOException when the page has left
   */
  void pump(OutputStream out, Duration quiet, BooleanSupplier allowed)
      throws IOException, InterruptedException {
    long checked = System.nanoTime();
    out.write(PING);
    out.flush();
    while (!ended) {
      var frame = frames.poll(quiet.toNanos(), TimeUnit.NANOSECONDS);
      if (ended) {
        return;
      }
      long now = System.nanoTime();
      if (frame == null || now - checked >= quiet.toNanos()) {
        if (!allowed.getAsBoolean()) {
          return;
        }
        checked = now;
      }
      out.write(frame == null ? PING : frame);
      if (frame != null) {
        waiting.addAndGet(-frame.length);
      }
      if (frames.isEmpty()) {
        out.flush();
      }
    }
  }
}
