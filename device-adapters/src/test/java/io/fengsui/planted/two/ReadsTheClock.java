package io.fengsui.planted.two;

import java.time.Instant;

/** The hub stamps what it receives. */
final class ReadsTheClock {
  private ReadsTheClock() {}

  static Instant now() {
    return Instant.now();
  }
}
