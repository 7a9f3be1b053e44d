package io.fengsui.hub.database;

import io.fengsui.adapter.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server that the hub runs under its data folder: on loopback, with a password that
 * no person needs, every commit on disk. It runs in a session of its own, so that Ctrl-C in a
 * terminal reaches the hub first, which stops it when it has drained.
 *
 * <p>A hub that was killed leaves its server running. The next one stops that server and starts it
 * again, so that what runs is always what this build and these settings say. A lock file guarantees
 * that only one hub at a time does so.
 */
public final class DatabaseServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DatabaseServer.class);
  private static final String NAME = "fengsui";
  private static final int START_SECONDS = 300;
  private static final int STOP_SECONDS = 60;

  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("fsync", "on"),
              Map.entry("full_page_writes", "on"),
              Map.entry("synchronous_commit", "on"),
              Map.entry("listen_addresses", "127.0.0.1"),
              Map.entry("unix_socket_directories", ""),
              Map.entry("max_connections", "30"),
              Map.entry("shared_buffers", "32MB"),
              Map.entry("max_wal_size", "256MB"),
              Map.entry("wal_level", "minimal"),
              Map.entry("max_wal_senders", "0"),
              Map.entry("io_method", "sync"),
              Map.entry("max_worker_processes", "1"),
              Map.entry("max_parallel_workers", "0"),
              Map.entry("max_logical_replication_workers", "0"),
              Map.entry("autovacuum_max_workers", "1"),
              Map.entry("autovacuum_worker_slots", "1"),
              Map.entry("jit", "off"),
              Map.entry("timezone", "UTC"),
              Map.entry("log_timezone", "UTC")));

  private final Path data;
  private final Path logFile;
  private final Secret password;
  private final PostgresPrograms programs;
  private final FolderLock lock;
  private final int port;
  private final ServerWatch watch;

  private DatabaseServer(Path parent, int port, PostgresPrograms programs, FolderLock lock)
      throws IOException {
    this.data = parent.resolve("postgres");
    this.logFile = parent.resolve("postgres.log");
    this.password = ServerPassword.in(parent.resolve("postgres.password"));
    this.programs = programs;
    this.lock = lock;
    this.port = port;
    this.watch = new ServerWatch(data, this::revive);
  }

  /**
   * Starts the server; on the first start creates its files.
   *
   * @param folder the hub's data folder; the server's files go to {@code postgres} below it
   * @param programs where PostgreSQL's programs are unpacked, usually the same folder
   * @param port to listen on; 0 takes a free one
   * @throws DatabaseRefusedException if it cannot or must not be started; says what to do
   */
  public static DatabaseServer start(Path folder, Path programs, int port)
      throws IOException, InterruptedException {
    Path parent = Files.createDirectories(folder).toRealPath();
    FolderLock lock = FolderLock.take(parent.resolve("postgres.lock"));
    try {
      refuseForeign(parent.resolve("postgres"));
      Path home = Files.createDirectories(programs).toRealPath();
      int chosen = port == 0 ? freePort() : requireFree(port);
      var server = new DatabaseServer(parent, chosen, PostgresPrograms.in(home), lock);
      server.start();
      server.watch.begin();
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The hub's database on this server. */
  public DatabaseAddress address() {
    return address(NAME);
  }

  /** Another database on this server. */
  DatabaseAddress address(String database) {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), NAME, password);
  }

  /** Stops the server: running statements are cancelled, everything committed stays. */
  @Override
  public void close() {
    try {
      watch.close();
      stop();
    } catch (IOException e) {
      log.atError().setCause(e).log("the database did not stop; it stays running");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      log.atError().log("interrupted while stopping the database; it stays running");
    } finally {
      lock.close();
    }
  }

  private void start() throws IOException, InterruptedException {
    stopLeftover();
    boolean fresh = !Files.exists(data);
    if (fresh) {
      create();
    }
    Files.deleteIfExists(logFile);
    launch();
    try {
      verify(fresh);
    } catch (SQLException | RuntimeException e) {
      stop();
      throw e instanceof DatabaseRefusedException refused
          ? refused
          : new DatabaseRefusedException("the database refuses the hub: " + e.getMessage(), e);
    }
  }

  /** After it ended by itself: what was committed is there again when this returns. */
  private void revive() throws IOException, InterruptedException {
    stopLeftover();
    launch();
  }

  private void launch() throws IOException, InterruptedException {
    var outcome =
        programs.run(
            "pg_ctl",
            List.of(
                "start",
                "-D",
                data.toString(),
                "-l",
                logFile.toString(),
                "-w",
                "-t",
                Integer.toString(START_SECONDS),
                "-o",
                options()));
    if (outcome.status() != 0) {
      throw new DatabaseRefusedException(
          "PostgreSQL did not start on %s: %s".formatted(data, lastWords(outcome)));
    }
  }

  private void verify(boolean fresh) throws SQLException {
    try (var connection = address("postgres").connect();
        var statement = connection.createStatement()) {
      Durability.require(connection);
      var found =
          statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'");
      if (!found.next()) {
        statement.execute("create database " + NAME);
        log.atInfo().addKeyValue("fresh", fresh).log("database created");
      }
    }
  }

  private void create() throws IOException, InterruptedException {
    Path unfinished = data.resolveSibling("postgres.new");
    Folders.delete(unfinished);
    var outcome =
        programs.run(
            "initdb",
            List.of(
                "-D",
                unfinished.toString(),
                "-U",
                NAME,
                "--pwfile=" + data.resolveSibling("postgres.password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--set=scram_iterations=1024"));
    if (outcome.status() != 0) {
      throw new DatabaseRefusedException(
          "PostgreSQL could not create %s: %s".formatted(data, outcome.output()));
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** After this, no server runs on the folder and no stale pid file keeps one from starting. */
  private void stopLeftover() throws IOException, InterruptedException {
    var leftover = Postmaster.of(data);
    if (leftover.isEmpty()) {
      return;
    }
    switch (leftover.get().fate(data)) {
      case SERVING -> {
        log.atWarn()
            .addKeyValue("pid", leftover.get().pid())
            .log("the hub did not end cleanly last time; its database server is stopped first");
        stop();
      }
      case GONE -> Files.deleteIfExists(Postmaster.file(data));
      case UNCLEAR -> log.atDebug().log("PostgreSQL itself decides whether its pid file is stale");
    }
  }

  private void stop() throws IOException, InterruptedException {
    if (Postmaster.of(data).isEmpty()) {
      return;
    }
    var outcome =
        programs.run(
            "pg_ctl",
            List.of(
                "stop",
                "-D",
                data.toString(),
                "-m",
                "fast",
                "-w",
                "-t",
                Integer.toString(STOP_SECONDS)));
    if (outcome.status() != 0 && Files.exists(Postmaster.file(data))) {
      throw new IOException("PostgreSQL did not stop: " + outcome.output());
    }
  }

  private String options() {
    return "-p %d ".formatted(port)
        + SETTINGS.entrySet().stream()
            .map(setting -> "-c %s='%s'".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining(" "));
  }

  private String lastWords(PostgresPrograms.Outcome outcome) throws IOException {
    if (!Files.exists(logFile)) {
      return outcome.output();
    }
    List<String> lines = Files.readAllLines(logFile);
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }

  private static void refuseForeign(Path data) throws IOException {
    if (!Files.exists(data)) {
      return;
    }
    String ours = PostgresPrograms.VERSION.substring(0, PostgresPrograms.VERSION.indexOf('.'));
    Path version = data.resolve("PG_VERSION");
    String found = Files.exists(version) ? Files.readString(version).strip() : "nothing known";
    if (!found.equals(ours)) {
      throw new DatabaseRefusedException(
          ("%s was written by PostgreSQL %s, this hub brings PostgreSQL %s; it was left untouched."
                  + " Move it with pg_upgrade or pg_dump, or start the hub release that wrote it.")
              .formatted(data, found, ours));
    }
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    }
  }

  private static int requireFree(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new DatabaseRefusedException(
          "port 127.0.0.1:%d for the database is taken. Set fengsui.database.port to another one, or to 0 for any."
              .formatted(port),
          e);
    }
  }
}
