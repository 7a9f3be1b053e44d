package io.fengsui.simulator.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds room for a hub's ports. */
public final class Ports {
  public static final int HTTP = 8080;
  public static final int MQTT = 1883;

  /** Above these a port can be lent to an outgoing connection while the hub starts. */
  private static final int LENT_BY_LINUX = 32_768;

  private Ports() {}

  /** A port offset at which the hub's ports are free now, and nobody is given one by chance. */
  public static int freeOffset() {
    return ThreadLocalRandom.current()
        .ints(10_000, LENT_BY_LINUX - HTTP)
        .limit(100)
        .filter(offset -> IntStream.of(HTTP, MQTT).allMatch(port -> free(port + offset)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free ports were found in 100 tries"));
  }

  /** A port that is free now. */
  public static int free() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static boolean free(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
