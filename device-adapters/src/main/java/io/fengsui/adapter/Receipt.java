package io.fengsui.adapter;

import java.time.Duration;

/** What became of a message. */
public sealed interface Receipt {

  /** On disk, {@code fsync} done: the hub owns it now. */
  record Accepted() implements Receipt {
    public static final Accepted INSTANCE = new Accepted();
  }

  /** Not taken; trying again after the given time may help. The device must not be acknowledged. */
  record Busy(Duration retryAfter) implements Receipt {}

  /** Not taken; trying again will not help. */
  record Rejected(Reason reason, String detail) implements Receipt {}

  /** Why a message was rejected; also the key of the loss ledger and a metric tag. */
  enum Reason {
    UNKNOWN_DEVICE,
    NOT_ALLOWED,
    MALFORMED,
    TOO_LARGE,
    OUT_OF_RANGE
  }
}
