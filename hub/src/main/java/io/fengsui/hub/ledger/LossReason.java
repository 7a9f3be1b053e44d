package io.fengsui.hub.ledger;

import io.fengsui.adapter.Receipt;
import java.util.Locale;

/** Why something was lost, or did not count as said now. */
public enum LossReason {
  /** No such device is registered. */
  UNKNOWN_DEVICE,
  /** A device that is retired, or speaks for another. */
  NOT_ALLOWED,
  /** Cannot be decoded. */
  MALFORMED,
  /** Over a limit of size or nesting. */
  TOO_LARGE,
  /** A value that cannot be. */
  OUT_OF_RANGE,
  /** Observed long before it came; it is on the bus, and in the history under its own time. */
  LATE,
  /** The device's time cannot be; the message is on the bus, under the hub's time. */
  CLOCK;

  /** The name in settings, metrics, tables and JSON: {@code unknown-device}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The reason of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static LossReason ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** What a receipt calls it. */
  public static LossReason of(Receipt.Reason reason) {
    return switch (reason) {
      case UNKNOWN_DEVICE -> UNKNOWN_DEVICE;
      case NOT_ALLOWED -> NOT_ALLOWED;
      case MALFORMED -> MALFORMED;
      case TOO_LARGE -> TOO_LARGE;
      case OUT_OF_RANGE -> OUT_OF_RANGE;
    };
  }
}
