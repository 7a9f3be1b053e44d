package io.fengsui.hub.database;

import io.fengsui.adapter.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * <p>A server that ends without being asked to, for instance because somebody killed it, is started
 * again on the same port.
 *
 * <p>A hub that was killed leaves its server running. The next one stops that server and starts it
 * again, so that what runs is always what this build and these settings say. A lock file guarantees
 * that only one hub at a time does so.
 */
public final class DatabaseServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DatabaseServer.class);
  static final String NAME = "fengsui";
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

  private final PostgresFolder folder;
  private final Path data;
  private final Secret password;
  private final PostgresPrograms programs;
  private final FolderLock lock;
  private final int port;
  private final ServerWatch watch = new ServerWatch(this::isServing, this::launch);

  private DatabaseServer(
      PostgresFolder folder, int port, PostgresPrograms programs, FolderLock lock)
      throws IOException {
    this.folder = folder;
    this.data = folder.data();
    this.password = folder.password();
    this.programs = programs;
    this.lock = lock;
    this.port = port;
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
    var own = new PostgresFolder(Files.createDirectories(folder).toRealPath());
    FolderLock lock = FolderLock.take(own.lock());
    try {
      own.refuseForeign();
      Path home = Files.createDirectories(programs).toRealPath();
      int chosen = port == 0 ? freePort() : requireFree(port);
      var server = new DatabaseServer(own, chosen, PostgresPrograms.in(home), lock);
      server.start();
      return server;
    } catch (IOException e) {
      lock.close();
      throw DiskTrouble.in(e.toString(), own.parent()).orElseThrow(() -> e);
    } catch (InterruptedException | RuntimeException e) {
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
    watch.close();
    try {
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
    boolean fresh = !Files.exists(data);
    stopLeftover();
    if (fresh) {
      folder.create(programs);
    }
    launch();
    try {
      verify(fresh);
    } catch (SQLException | RuntimeException e) {
      stop();
      throw e instanceof DatabaseRefusedException refused
          ? refused
          : new DatabaseRefusedException("the database refuses the hub: " + e.getMessage(), e);
    }
    watch.begin();
  }

  /** Whether the server runs; not whether it answers. */
  private boolean isServing() throws IOException {
    var found = Postmaster.of(data);
    return found.isPresent() && found.get().fate(data) != Postmaster.Fate.GONE;
  }

  private void launch() throws IOException, InterruptedException {
    stopLeftover();
    Files.deleteIfExists(folder.log());
    var outcome =
        programs.run(
            "pg_ctl",
            List.of(
                "start",
                "-D",
                data.toString(),
                "-l",
                folder.log().toString(),
                "-w",
                "-t",
                Integer.toString(START_SECONDS),
                "-o",
                options()));
    if (outcome.status() != 0) {
      throw folder.refusal(outcome.output());
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
      case GONE -> {
        // Its file also guards against what it left behind; so that must be gone first.
        new Orphans(data).awaitEnd();
        Files.deleteIfExists(Postmaster.file(data));
      }
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
