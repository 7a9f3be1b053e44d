package io.fengsui.simulator.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds room for a hub's ports. */
final class Ports {
  static final int HTTP = 8080;
  static final int MQTT = 1883;

  private Ports() {}

  /** A port offset at which the hub's ports are free now. */
  static int freeOffset() {
    return ThreadLocalRandom.current()
        .ints(10_000, 50_000)
        .limit(100)
        .filter(offset -> IntStream.of(HTTP, MQTT).allMatch(port -> free(port + offset)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free ports were found in 100 tries"));
  }

  private static boolean free(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
