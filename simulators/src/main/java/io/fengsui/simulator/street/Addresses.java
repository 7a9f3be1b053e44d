package io.fengsui.simulator.street;

import io.fengsui.simulator.scenario.Post;

/** What devices are called on the hub's links. */
final class Addresses {
  private Addresses() {}

  /** The address to register a device with; empty where it goes by its id. */
  static String of(Post post) {
    return "";
  }
}
