package io.fengsui.hub.bus;

/** The disk refuses: full, read-only or broken. The bus keeps trying and recovers by itself. */
public final class BusUnavailableException extends RuntimeException {
  public BusUnavailableException(String message) {
    super(message);
  }

  public BusUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
