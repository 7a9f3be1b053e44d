package io.fengsui.simulator.crash;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be done to a hub, by the name that {@code --faults} takes. */
public enum FaultKind {
  /** {@code kill -9} of the hub, now and then together with its database. */
  KILL,
  /** {@code kill -9} of the hub's PostgreSQL alone. */
  DATABASE,
  /** {@code kill -9} of a Mosquitto that the hub has joined. */
  BROKER,
  /** {@code SIGSTOP} for a while, of the hub or of its database. */
  PAUSE,
  /** The file system of the data folder has no block left for a while. */
  FULL_DISK,
  /** Others sync the same file system without end for a while. */
  SLOW_DISK,
  /** Hub and database are killed, and what no completed sync covers is cut off the files. */
  POWER_LOSS,
  /** The clock that the hub sees jumps by an hour. */
  CLOCK,
  /** The link between some devices and the hub is down for a while. */
  NETWORK;

  /** As it is written on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<FaultKind> of(String key) {
    return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
  }
}
