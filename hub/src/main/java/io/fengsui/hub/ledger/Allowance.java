package io.fengsui.hub.ledger;

import java.time.Duration;
import java.time.Instant;

/** Rows that may be begun: so many at once, then one in a while. Used by one thread. */
final class Allowance {

  private final double most;
  private final double perSecond;
  private double left;
  private Instant filledAt;

  Allowance(int most, Duration every, Instant now) {
    this.most = most;
    this.perSecond = 1e9 / every.toNanos();
    this.left = most;
    this.filledAt = now;
  }

  boolean isLeft(Instant now) {
    double seconds = Duration.between(filledAt, now).toMillis() / 1000.0;
    if (seconds > 0) {
      left = Math.min(most, left + seconds * perSecond);
      filledAt = now;
    }
    return left >= 1;
  }

  void take() {
    left--;
  }
}
