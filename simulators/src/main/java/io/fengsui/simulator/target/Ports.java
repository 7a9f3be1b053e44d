package io.fengsui.simulator.target;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Finds room for a hub's ports. */
public final class Ports {
  public static final int HTTP = 8080;
  public static final int MQTT = 1883;
  private static final int[] STREAMS = {HTTP, MQTT, 5200};
  private static final int[] DATAGRAMS = {5200, 5683, 5684, 5783, 5784};

  /** Above these a port can be lent to an outgoing connection while the hub starts. */
  private static final int LENT_BY_LINUX = 32_768;

  private Ports() {}

  /** A port offset at which the hub's ports are free now, and nobody is given one by chance. */
  public static int freeOffset() {
    return ThreadLocalRandom.current()
        .ints(10_000, LENT_BY_LINUX - HTTP)
        .limit(100)
        .filter(offset -> IntStream.of(STREAMS).allMatch(port -> free(port + offset)))
        .filter(offset -> IntStream.of(DATAGRAMS).allMatch(port -> hears(port + offset)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no free ports were found in 100 tries"));
  }

  /** A port that is free now. */
  public static int free() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static boolean hears(int port) {
    try (var probe = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
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
