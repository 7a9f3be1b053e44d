package io.fengsui.planted;

import java.time.Instant;

/** Time must be an argument. */
final class ReadsTheClock {
  private ReadsTheClock() {}

  static Instant now() {
    return Instant.now();
  }
}
