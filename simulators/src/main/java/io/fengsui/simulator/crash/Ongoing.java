package io.fengsui.simulator.crash;

import java.io.IOException;

/** A fault that has begun and is not over. */
interface Ongoing {
  /** Ends it; called once. */
  void end() throws IOException, InterruptedException;
}
