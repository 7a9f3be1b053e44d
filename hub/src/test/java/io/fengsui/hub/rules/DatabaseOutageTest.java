package io.fengsui.hub.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.fengsui.hub.database.DatabaseAddress;
import io.fengsui.hub.database.DatabaseServer;
import io.fengsui.hub.event.DatabasePatience;
import io.fengsui.hub.event.EventStage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database is stopped while alarms come in, and started again. */
class DatabaseOutageTest {
  private static final Path PROGRAMS = Path.of("target", "postgresql");

  @TempDir Path folder;

  @Test
  void alarms_wait_on_the_bus_while_the_database_is_away() throws Exception {
    int port = freePort();
    DatabaseServer server = DatabaseServer.start(folder, PROGRAMS, port);
    try (var pool = pool(server.address());
        var stage = new EventStage(pool, Clock.systemUTC(), Map.of());
        var street = new Street(folder, stage.journal()).with("sd-1").with("sd-2")) {
      street.start();
      server.close();
      var patience = stage.get(DatabasePatience.class);

      street.smoke("sd-1", true);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(patience.outage()).isPresent());
      street.smoke("sd-2", true);
      server = DatabaseServer.start(folder, PROGRAMS, port);

      var jdbc = JdbcClient.create(pool);
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(jdbc.sql("select count(*) from task").query(Long.class).single())
                      .isEqualTo(2));
      assertThat(patience.outage()).isEmpty();
    } finally {
      server.close();
    }
  }

  private static HikariDataSource pool(DatabaseAddress address) {
    Flyway.configure()
        .dataSource(address.url(), address.user(), address.password().text())
        .load()
        .migrate();
    var pool = new HikariDataSource();
    pool.setJdbcUrl(address.url());
    pool.setUsername(address.user());
    pool.setPassword(address.password().text());
    pool.setConnectionTimeout(1000);
    return pool;
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
