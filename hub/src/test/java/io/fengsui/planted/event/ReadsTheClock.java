package io.fengsui.planted.event;

import java.time.Instant;

/** Time must be handed in. */
final class ReadsTheClock {
  private ReadsTheClock() {}

  static Instant now() {
    return Instant.now();
  }
}
