package io.fengsui.hub.bus;

import java.io.IOException;

/** A file of the bus does not hold what was written to it; the message says which and where. */
public final class BusDamagedException extends IOException {
  BusDamagedException(String message) {
    super(message);
  }
}
