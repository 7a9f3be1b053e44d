package io.fengsui.hub.device;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a device reports, learned from it: the longest of its usual spans between messages,
 * forgotten slowly. Bursts teach nothing.
 *
 * @param seconds the longest usual span
 * @param spans how many were seen
 */
record Habit(double seconds, int spans) {

  /** Of a device that was not heard yet. */
  static final Habit NONE = new Habit(0, 0);

  private static final int ENOUGH = 5;
  private static final int MOST = 1000;
  private static final double FORGETTING = 16;
  private static final double BURST = 0.1;

  /** After one more span between two messages. */
  Habit after(Duration gap) {
    double span = gap.toMillis() / 1e3;
    if (span < 1 || span < seconds * BURST) {
      return this;
    }
    double usual = span >= seconds ? span : seconds - (seconds - span) / FORGETTING;
    return new Habit(usual, Math.min(MOST, spans + 1));
  }

  /** The longest usual span; empty while too little was seen. */
  Optional<Duration> usual() {
    return spans < ENOUGH
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) (seconds * 1e3)));
  }
}
