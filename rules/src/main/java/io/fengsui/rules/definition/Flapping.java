package io.fengsui.rules.definition;

import java.time.Duration;

/**
 * When an alarm flaps: it went up so often within a window. It then stays up until the condition
 * has been over for the whole window.
 *
 * @param times at least 2, at most 100
 */
public record Flapping(int times, Duration within) {
  public Flapping {
    if (times < 2 || times > 100 || !within.isPositive()) {
      throw new IllegalArgumentException("flapping: " + times + " times within " + within);
    }
  }
}
