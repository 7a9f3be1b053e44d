package io.fengsui.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real broker on a free port, from Debian's package: an independent peer. Ends when closed. */
public final class Mosquitto implements AutoCloseable {
  private final Process process;
  private final int port;

  private Mosquitto(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one that lets anybody in and takes any number of unacknowledged messages. */
  public static Mosquitto start(Path folder) throws IOException {
    int port = freePort();
    var config = folder.resolve("mosquitto.conf");
    Files.writeString(
        config,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        max_inflight_messages 0
        max_queued_messages 0
        """
            .formatted(port));
    var process =
        new ProcessBuilder(program(), "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    var broker = new Mosquitto(process, port);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(broker::answers);
    return broker;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /**
   * What mosquitto_sub prints until it got so many messages or time is up: topic, blank, payload.
   */
  public Subscription subscribe(String topic, int messages, Duration limit) throws IOException {
    var words =
        new ArrayList<>(List.of("mosquitto_sub", "-p", "" + port, "-t", topic, "-q", "1", "-v"));
    words.addAll(List.of("-C", "" + messages, "-W", "" + limit.toSeconds()));
    return new Subscription(new ProcessBuilder(words).redirectErrorStream(true).start());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Messages on their way to a subscriber. */
  public record Subscription(Process process) implements AutoCloseable {
    /** Waits for all. */
    public List<String> lines() throws IOException {
      try (var reader = process.inputReader()) {
        return reader.lines().toList();
      }
    }

    @Override
    public void close() {
      process.destroy();
    }
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(address(), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String program() {
    return Stream.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto")
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElse("mosquitto");
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
