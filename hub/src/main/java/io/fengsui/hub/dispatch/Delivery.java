package io.fengsui.hub.dispatch;

import java.time.Duration;
import java.util.Optional;

/** How a hand-over ended. */
public sealed interface Delivery {

  /**
   * The receiver has it.
   *
   * @param reference what the receiver calls it; may be empty
   */
  record Delivered(String reference) implements Delivery {}

  /**
   * It may work later.
   *
   * @param after the receiver's wish; empty for the worker's own back-off
   */
  record Retry(String reason, Optional<Duration> after) implements Delivery {}

  /** Trying again will not help. It is kept, and people see it. */
  record Refused(String reason) implements Delivery {}
}
