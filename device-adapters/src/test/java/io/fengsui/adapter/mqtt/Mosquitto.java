package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Eclipse Mosquitto's programs as independent peers. */
final class Mosquitto implements AutoCloseable {

  /** What a program printed, both streams together, and how it ended. */
  record Outcome(int status, String output) {}

  private final Path folder;
  private final int port;
  private @Nullable Process broker;

  /** A broker that keeps its sessions in a folder; it does not run yet. */
  Mosquitto(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts the broker, with further lines of its configuration file. */
  Mosquitto start(String... configuration) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "listener " + port + " 127.0.0.1",
                "user " + System.getProperty("user.name"),
                "allow_anonymous true",
                "persistence true",
                "persistence_location " + folder + "/",
                "max_queued_messages 0",
                "set_tcp_nodelay true"));
    lines.addAll(List.of(configuration));
    Path file = folder.resolve("mosquitto.conf");
    Files.write(file, lines);
    broker =
        new ProcessBuilder(program("mosquitto"), "-c", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("mosquitto.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(10)).until(this::listens);
    return this;
  }

  private boolean listens() {
    try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  String url() {
    return "tcp://127.0.0.1:" + port;
  }

  /** Has the broker write its sessions, and waits until a text is among them. */
  void save(String text) throws Exception {
    long pid = Objects.requireNonNull(broker).pid();
    new ProcessBuilder("kill", "-USR1", String.valueOf(pid)).start().waitFor();
    Path database = folder.resolve("mosquitto.db");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> Files.exists(database) && Files.readString(database, ISO_8859_1).contains(text));
  }

  /** Ends the broker at once, as a crash does. */
  void kill() throws InterruptedException {
    if (broker != null) {
      assertThat(broker.destroyForcibly().waitFor(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Ends the broker; it saves its sessions. */
  void stop() throws InterruptedException {
    if (broker != null) {
      broker.destroy();
      assertThat(broker.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Runs mosquitto_pub to its end. */
  static Outcome publish(int port, String... arguments) throws Exception {
    Process process = run("mosquitto_pub", port, arguments);
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("mosquitto_pub ended").isTrue();
    return new Outcome(process.exitValue(), output);
  }

  /** Starts mosquitto_pub or mosquitto_sub. */
  static Process run(String program, int port, String... arguments) throws IOException {
    List<String> line =
        Stream.concat(
                Stream.of(program(program), "-h", "127.0.0.1", "-p", String.valueOf(port)),
                Stream.of(arguments))
            .toList();
    return new ProcessBuilder(line).redirectErrorStream(true).start();
  }

  private static String program(String name) {
    return Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin")
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    name + " is missing: apt-get install mosquitto mosquitto-clients"))
        .toString();
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
