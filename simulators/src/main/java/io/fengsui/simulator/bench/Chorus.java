package io.fengsui.simulator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.target.HubProcess;
import io.fengsui.simulator.wire.Line;
import io.fengsui.simulator.wire.Packets;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Every device of a large fleet is heard once: it connects, publishes, is acknowledged, leaves. */
final class Chorus {
  /** So that one machine may speak for a whole district. */
  static final List<String> SETTINGS =
      List.of(
          "--fengsui.links.mqtt.mqtt.limits.connects-per-second-per-address=100000",
          "--fengsui.links.mqtt.mqtt.limits.connect-burst-per-address=100000");

  private static final int AT_ONCE = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] READING =
      "{\"values\":{\"temperature\":21.5,\"humidity\":48,\"battery\":90}}".getBytes(UTF_8);

  private Chorus() {}

  /**
   * Lets them speak.
   *
   * @throws IOException if one could not
   */
  static void sing(HubProcess hub, List<Registered> devices)
      throws IOException, InterruptedException {
    var places = new Semaphore(AT_ONCE);
    var silent = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var device : devices) {
        places.acquire();
        threads.execute(
            () -> {
              try (var line = Line.open(hub.mqtt(), device.login(), PATIENCE)) {
                line.send(Packets.publish(device.topic(), READING, 1, 1));
                line.read(id -> {});
              } catch (IOException e) {
                silent.incrementAndGet();
              } finally {
                places.release();
              }
            });
      }
    }
    if (silent.get() > 0) {
      throw new IOException(silent.get() + " of " + devices.size() + " devices were not heard");
    }
  }
}
