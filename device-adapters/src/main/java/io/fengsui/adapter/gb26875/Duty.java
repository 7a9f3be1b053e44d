package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A guard who is asked whether he is there (查岗). No message says that he did not answer: the centre
 * keeps the time itself, somewhat longer than the device.
 *
 * @param command who asked
 * @param minutes how long the device waits for the guard
 * @param asked when, by the hub's clock
 */
record Duty(String command, int minutes, Instant asked) {

  private static final Duration MARGIN = Duration.ofMinutes(2);

  /** Whether the time is over; so it is where the clock was set back by more than that. */
  boolean isOver(Instant now) {
    Duration patience = Duration.ofMinutes(minutes).plus(MARGIN);
    return Duration.between(asked, now).abs().compareTo(patience) >= 0;
  }

  Map<String, Value> details() {
    return Map.of(
        "command", new Value.Text(command), "minutes", new Value.Quantity(minutes, "min"));
  }
}
