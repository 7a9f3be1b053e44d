package io.fengsui.simulator.hub;

import java.io.IOException;

/** The hub answered a call with a problem. */
public final class HubRefusal extends IOException {
  private final int status;

  HubRefusal(String call, int status, String detail) {
    super(call + ": " + status + " " + detail);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
