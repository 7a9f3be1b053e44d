package io.fengsui.hub.link;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pauses between tries: doubling from the least to the most, each shortened at random by up to
 * a half so that many links do not try at the same instants. Used by one thread.
 */
final class Backoff {

  private static final int WORKS = 10;

  private final Duration least;
  private final Duration most;
  private final DoubleSupplier random;
  private Duration next;

  /**
   * @param random from 0 to 1
   */
  Backoff(Duration least, Duration most, DoubleSupplier random) {
    this.least = least;
    this.most = most;
    this.random = random;
    this.next = least;
  }

  /** The pause before the next try. */
  Duration pause() {
    Duration whole = next;
    Duration doubled = whole.multipliedBy(2);
    next = doubled.compareTo(most) > 0 ? most : doubled;
    return Duration.ofNanos((long) (whole.toNanos() * (1 - random.getAsDouble() / 2)));
  }

  /**
   * What was tried worked for so long before it failed. If that was ten times the least pause, it
   * begins anew: who can be reached is not left alone for longer than a fast supervision class
   * waits, and a peer that takes links only to break them off is not tried more than that often.
   */
  void worked(Duration span) {
    if (span.compareTo(least.multipliedBy(WORKS)) >= 0) {
      next = least;
    }
  }
}
