package io.fengsui.hub.cli;

/** No hub answers at the address: exit status 3. */
final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unreachable(String message) {
    super(message, null, false, false);
  }
}
