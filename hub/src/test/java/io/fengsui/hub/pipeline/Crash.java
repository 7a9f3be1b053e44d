package io.fengsui.hub.pipeline;

/** The hub's process ends here and now: unwinds whatever it was doing. */
final class Crash extends Error {
  private static final long serialVersionUID = 1;

  private final boolean power;

  private Crash(String what, boolean power) {
    super(what, null, false, false);
    this.power = power;
  }

  /** {@code kill -9}: what was written and not synced is still there. */
  static Crash kill() {
    return new Crash("killed", false);
  }

  /** The power fails: what was not synced is gone. */
  static Crash powerCut() {
    return new Crash("power cut", true);
  }

  boolean isPowerCut() {
    return power;
  }
}
