package io.fengsui.hub.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.wire.Line;
import io.fengsui.simulator.wire.Packets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A smoke detector that signs in over MQTT, says one thing, and waits until it is kept. */
public final class Detector {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Detector() {}

  /** Returns when the hub has said that it keeps it. */
  public static void smoke(InetSocketAddress hub, Registered device, boolean smoke)
      throws IOException {
    byte[] payload = "{\"values\":{\"smoke\":%s,\"battery\":87}}".formatted(smoke).getBytes(UTF_8);
    boolean[] kept = {false};
    try (var line = Line.open(hub, device.login(), PATIENCE)) {
      line.send(Packets.publish(device.topic(), payload, 1, 1));
      while (!kept[0]) {
        line.read(id -> kept[0] = true);
      }
    }
  }
}
