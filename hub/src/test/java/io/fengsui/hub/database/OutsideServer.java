package io.fengsui.hub.database;

import io.fengsui.adapter.Secret;
import io.fengsui.hub.database.TestDatabase.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL server that the hub does not run: Debian's when it is installed, and then of an
 * older version; else the programs that come with the hub, started by hand. The hub enters it as an
 * ordinary user; its time zone and its users' settings are a city's, not ours.
 */
record OutsideServer(int port) implements TestServer {

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final String PASSWORD = "outside";

  private static final class Running {
    static final OutsideServer SERVER = start();
  }

  static OutsideServer running() {
    return Running.SERVER;
  }

  @Override
  public DatabaseAddress admin() {
    return address("postgres", "dba");
  }

  @Override
  public DatabaseAddress address(String database) {
    return address(database, "city");
  }

  private DatabaseAddress address(String database, String user) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), user, Secret.of(PASSWORD));
  }

  private static OutsideServer start() {
    try {
      Path folder = Files.createTempDirectory("fengsui-outside-database");
      Path data = folder.resolve("data");
      Path password = Files.writeString(folder.resolve("password"), PASSWORD);
      Path bin = programs();
      run(
          bin,
          "initdb",
          "-D",
          data,
          "-U",
          "dba",
          "-A",
          "scram-sha-256",
          "-E",
          "UTF8",
          "--no-locale",
          "--no-sync",
          "--pwfile=" + password);
      int port;
      try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = probe.getLocalPort();
      }
      String options =
          "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=Asia/Shanghai"
              .formatted(port);
      run(bin, "pg_ctl", "start", "-w", "-D", data, "-l", folder.resolve("log"), "-o", options);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bin, folder)));
      var server = new OutsideServer(port);
      TestDatabase.execute(
          server.admin(), "create role city login password '%s'".formatted(PASSWORD));
      TestDatabase.prepare(server);
      return server;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no outside database for the tests", e);
    }
  }

  private static void stop(Path bin, Path folder) {
    try {
      run(bin, "pg_ctl", "stop", "-w", "-m", "immediate", "-D", folder.resolve("data"));
      Folders.delete(folder);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path programs() throws IOException {
    if (Files.isDirectory(DEBIAN)) {
      try (Stream<Path> versions = Files.list(DEBIAN)) {
        var newest =
            versions
                .map(version -> version.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .max(Comparator.naturalOrder());
        if (newest.isPresent()) {
          return newest.get();
        }
      }
    }
    PostgresPrograms.in(Files.createDirectories(TestDatabase.programs()));
    return TestDatabase.programs().resolve("postgresql-" + PostgresPrograms.VERSION).resolve("bin");
  }

  private static void run(Path bin, String program, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "--user")); // PostgreSQL does not run as root
    }
    command.add(bin.resolve(program).toAbsolutePath().toString());
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException(command + " ended with " + status);
    }
  }
}
