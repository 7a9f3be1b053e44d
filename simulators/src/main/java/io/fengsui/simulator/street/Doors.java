package io.fengsui.simulator.street;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where the hub listens for each protocol. */
public record Doors(
    InetSocketAddress mqtt,
    InetSocketAddress coap,
    InetSocketAddress lwm2m,
    InetSocketAddress gb26875) {

  private static final int MQTT = 1883;
  private static final int COAP = 5683;
  private static final int LWM2M = 5784;
  private static final int GB26875 = 5200;

  /** The usual ports, all moved by the same number, where MQTT has this address. */
  public static Doors beside(InetSocketAddress mqtt) {
    int offset = mqtt.getPort() - MQTT;
    InetAddress host = mqtt.getAddress();
    return new Doors(
        mqtt,
        new InetSocketAddress(host, port(COAP + offset)),
        new InetSocketAddress(host, port(LWM2M + offset)),
        new InetSocketAddress(host, port(GB26875 + offset)));
  }

  private static int port(int number) {
    return Math.clamp(number, 1, 65_535); // an MQTT port of its own says nothing of the others
  }
}
