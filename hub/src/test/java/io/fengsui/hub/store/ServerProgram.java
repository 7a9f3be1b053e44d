package io.fengsui.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real server from its package, on loopback and a folder of its own. */
final class ServerProgram implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<String> command;
  private final Path log;
  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final String ready;
  private Process process;

  private ServerProgram(List<String> command, int port, String ready, Path log) throws IOException {
    this.command = command;
    this.port = port;
    this.ready = ready;
    this.log = log;
    process = start();
  }

  /** InfluxDB 1.6, with a database {@code readings}. */
  static ServerProgram influxDb(Path folder) throws Exception {
    int port = freePort();
    String settings =
        """
        reporting-enabled = false
        bind-address = "127.0.0.1:0"
        [meta]
          dir = "%1$s/meta"
        [data]
          dir = "%1$s/data"
          wal-dir = "%1$s/wal"
        [monitor]
          store-enabled = false
        [http]
          bind-address = "127.0.0.1:%2$d"
          log-enabled = false
        """
            .formatted(folder, port);
    Path file = Files.writeString(folder.resolve("influxdb.conf"), settings);
    var server =
        new ServerProgram(
            List.of(program("influxd"), "-config", file.toString()),
            port,
            "/ping",
            folder.resolve("influxd.log"));
    server.query("CREATE DATABASE readings");
    return server;
  }

  static ServerProgram victoriaMetrics(Path folder) throws Exception {
    int port = freePort();
    return new ServerProgram(
        List.of(
            program("victoria-metrics"),
            "-storageDataPath=" + folder.resolve("data"),
            "-httpListenAddr=127.0.0.1:" + port,
            "-retentionPeriod=100y"),
        port,
        "/health",
        folder.resolve("victoria-metrics.log"));
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** InfluxDB's answer to a statement. */
  String query(String statement) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(address() + "/query?db=readings"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "q=" + URLEncoder.encode(statement, StandardCharsets.UTF_8)));
    return sent(request);
  }

  void post(String path, String body) throws Exception {
    sent(HttpRequest.newBuilder(URI.create(address() + path)).POST(BodyPublishers.ofString(body)));
  }

  String get(String path) throws Exception {
    return sent(HttpRequest.newBuilder(URI.create(address() + path)));
  }

  private String sent(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer =
        http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  void startAgain() throws IOException {
    process = start();
  }

  @Override
  public void close() {
    kill();
  }

  private Process start() throws IOException {
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> started.isAlive() && get(ready) != null);
    return started;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String program(String name) {
    for (String folder : List.of("/usr/bin", "/usr/sbin", "/usr/local/bin")) {
      Path file = Path.of(folder, name);
      if (Files.isExecutable(file)) {
        return file.toString();
      }
    }
    throw new AssertionError(
        name + " is needed by this test: apt-get install influxdb victoria-metrics");
  }
}
