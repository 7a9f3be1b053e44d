package io.fengsui.hub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseServerTest {

  @TempDir Path folder;

  @Test
  void every_commit_is_on_disk() throws Exception {
    try (var server = start();
        var connection = server.address().connect()) {

      assertThat(Durability.show(connection, "fsync")).isEqualTo("on");
      assertThat(Durability.show(connection, "full_page_writes")).isEqualTo("on");
      assertThat(Durability.show(connection, "synchronous_commit")).isEqualTo("on");
    }
  }

  @Test
  void a_server_that_would_lose_data_is_refused_by_name_of_the_setting() throws Exception {
    try (var server = start();
        var connection = server.address().connect();
        var statement = connection.createStatement()) {
      statement.execute("set synchronous_commit = off");

      assertThatThrownBy(() -> Durability.require(connection))
          .isInstanceOf(DatabaseRefusedException.class)
          .hasMessageContaining("synchronous_commit=off");
    }
  }

  @Test
  void keeps_its_data_and_stops_without_a_trace() throws Exception {
    try (var server = start()) {
      execute(server, "create table kept as select 7 as n");
    }

    try (var server = start()) {
      execute(server, "select n from kept");
    }
    assertThat(Postmaster.file(folder.resolve("postgres"))).doesNotExist();
  }

  @Test
  void the_server_of_a_killed_hub_is_stopped_and_its_commits_are_there() throws Exception {
    Process killed = hubInItsOwnProcess();
    Path data = folder.toRealPath().resolve("postgres");
    var left = Postmaster.of(data).orElseThrow();
    killed.destroyForcibly().waitFor();
    assertThat(left.fate(data)).isEqualTo(Postmaster.Fate.SERVING);

    try (var server = start()) {
      assertThat(Postmaster.of(data).orElseThrow().pid()).isNotEqualTo(left.pid());
      assertThat(left.fate(data)).isNotEqualTo(Postmaster.Fate.SERVING);
      execute(server, "select 1 from committed_before_the_kill");
    }
  }

  @Test
  void a_server_that_was_killed_runs_again_where_it_was_with_all_that_was_committed()
      throws Exception {
    try (var server = start()) {
      execute(server, "create table kept as select 7 as n");
      var killed = Postmaster.of(folder.toRealPath().resolve("postgres")).orElseThrow();

      ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();

      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() -> execute(server, "select n from kept"));
      assertThat(Postmaster.of(folder.toRealPath().resolve("postgres")).orElseThrow())
          .returns(killed.port(), Postmaster::port)
          .isNotEqualTo(killed);
    }
  }

  @Test
  void a_second_hub_on_the_same_folder_is_refused() throws Exception {
    try (var server = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(DatabaseRefusedException.class)
          .hasMessageContaining("another hub is running");
      execute(server, "select 1");
    }
  }

  @Test
  void a_pid_file_of_a_process_that_is_something_else_is_no_obstacle() throws Exception {
    start().close();
    Path data = folder.toRealPath().resolve("postgres");
    leavePidFile(data, ProcessHandle.current().pid());

    try (var server = start()) {
      execute(server, "select 1");
    }
  }

  @Test
  void a_killed_server_that_its_parent_has_not_reaped_is_no_obstacle() throws Exception {
    start().close();
    Path data = folder.toRealPath().resolve("postgres");
    Process parent = new ProcessBuilder("bash", "-c", "sleep 0 & echo $!; exec sleep 60").start();
    try (var output = parent.inputReader()) {
      long dead = Long.parseLong(output.readLine());
      await().atMost(Duration.ofSeconds(5)).until(() -> isZombie(dead));
      leavePidFile(data, dead);

      try (var server = start()) {
        execute(server, "select 1");
      }
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  private static boolean isZombie(long pid) throws IOException {
    return Files.readString(Path.of("/proc/%d/stat".formatted(pid))).contains(") Z ");
  }

  private static void leavePidFile(Path data, long pid) throws IOException {
    Files.writeString(
        Postmaster.file(data),
        "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n1 1\nready\n".formatted(pid, data));
  }

  @Test
  void data_of_another_major_version_is_refused_and_left_untouched() throws Exception {
    Path data = Files.createDirectories(folder.resolve("postgres"));
    Files.writeString(data.resolve("PG_VERSION"), "19\n");

    assertThatThrownBy(this::start)
        .isInstanceOf(DatabaseRefusedException.class)
        .hasMessageContaining("written by PostgreSQL 19")
        .hasMessageContaining("left untouched");
    try (var files = Files.list(data)) {
      assertThat(files).containsExactly(data.resolve("PG_VERSION"));
    }
  }

  @Test
  void a_taken_port_is_named_with_the_setting() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> DatabaseServer.start(folder, TestDatabase.programs(), port))
          .isInstanceOf(DatabaseRefusedException.class)
          .hasMessageContaining(Integer.toString(port))
          .hasMessageContaining("fengsui.database.port");
    }
  }

  private DatabaseServer start() throws Exception {
    return DatabaseServer.start(folder, TestDatabase.programs(), 0);
  }

  private static void execute(DatabaseServer server, String sql) throws Exception {
    try (var connection = server.address().connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Process hubInItsOwnProcess() throws Exception {
    Path ready = folder.resolve("ready");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                HubToKill.class.getName(),
                folder.toString(),
                TestDatabase.programs().toString(),
                ready.toString())
            .inheritIO()
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(ready));
    return process;
  }

  private static String classPath() {
    return Thread.currentThread().getContextClassLoader() instanceof URLClassLoader loader
        ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(":"))
        : System.getProperty("java.class.path");
  }
}
