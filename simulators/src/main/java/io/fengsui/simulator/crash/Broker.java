package io.fengsui.simulator.crash;

import io.fengsui.simulator.target.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A real Mosquitto that keeps its messages in a file. It writes that file after it has
 * acknowledged, so what devices were told shortly before it is killed may be gone with it: that is
 * the broker's loss, not the hub's, and is forgiven and counted.
 */
final class Broker implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(10);

  private final Path config;
  private final InetSocketAddress address;
  private final CrashBook devices;
  private final CrashBook hub = new CrashBook();
  private final BrokerTap tap;
  private final Thread onExit = new Thread(this::end);
  private final Set<String> served = ConcurrentHashMap.newKeySet();
  private volatile Process process;

  private Broker(Path config, int port, CrashBook devices) throws IOException {
    this.config = config;
    this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.devices = devices;
    this.tap = BrokerTap.before(address, hub);
    this.process = begin();
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Starts one.
   *
   * @param folder for its files
   * @param devices what the devices know
   */
  static Broker start(Path folder, CrashBook devices) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int port = Ports.free();
    var config = folder.resolve("mosquitto.conf");
    Files.writeString(
        config,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        user root
        max_inflight_messages 0
        max_queued_messages 0
        persistence true
        persistence_location %s/
        autosave_on_changes false
        autosave_interval 1
        """
            .formatted(port, folder));
    var broker = new Broker(config, port, devices);
    broker.awaitReady();
    return broker;
  }

  /** Where devices connect. */
  InetSocketAddress address() {
    return address;
  }

  /** Settings that make a hub join it. */
  String setting() {
    return "--fengsui.links.broker.mqtt-client.url=tcp://127.0.0.1:" + tap.port();
  }

  /** A device will speak to it. */
  void serves(String device) {
    served.add(device);
  }

  /** Messages that it acknowledged and may have lost itself. */
  long forgiven() {
    return served.stream().mapToLong(id -> devices.page(id).forgiven()).sum();
  }

  /**
   * Kills it; what the hub had not taken over is forgiven when it comes back. Only then: devices
   * still read acknowledgements that it had sent before it died.
   */
  Ongoing kill() throws IOException, InterruptedException {
    process.destroyForcibly().waitFor();
    return () -> {
      served.forEach(this::forgive);
      process = begin();
      awaitReady();
    };
  }

  /** What the hub acknowledged to it, by device. */
  CrashBook takenByHub() {
    return hub;
  }

  @Override
  public void close() throws IOException {
    tap.close();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException ending) {
      return; // the hook does it
    }
    end();
  }

  private void forgive(String device) {
    var gone = devices.page(device).owed();
    gone.andNot(hub.page(device).owed());
    devices.page(device).forgive(gone);
  }

  private Process begin() throws IOException {
    var program = Program.find("mosquitto").map(Path::toString).orElse("mosquitto");
    return new ProcessBuilder(program, "-c", config.toString())
        .redirectErrorStream(true)
        .redirectOutput(config.resolveSibling("mosquitto.log").toFile())
        .start();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try (var socket = new Socket()) {
        socket.connect(address, 500);
        return;
      } catch (IOException notYet) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new IOException("mosquitto does not start: see " + config.getParent(), notYet);
        }
        Thread.sleep(25);
      }
    }
  }

  private void end() {
    process.destroyForcibly();
  }
}
