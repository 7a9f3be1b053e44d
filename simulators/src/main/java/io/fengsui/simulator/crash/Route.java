package io.fengsui.simulator.crash;

import io.fengsui.simulator.wire.Line;
import io.fengsui.simulator.wire.Login;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** How a device reaches who takes its messages. */
interface Route {
  /** Shorter than the long faults, so that devices also give up and come again while one lasts. */
  Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Connects.
   *
   * @throws IOException if it does not work just now
   */
  Line open(Login login) throws IOException, InterruptedException;

  /** Straight to an address. */
  static Route to(InetSocketAddress address) {
    return login -> Line.open(address, login, PATIENCE);
  }
}
