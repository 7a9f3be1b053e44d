package io.fengsui.hub.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A migrated database of its own for each test class, on one real PostgreSQL server per test JVM:
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase database = new TestDatabase();
 * }</pre>
 *
 * In a {@code @SpringBootTest}, additionally:
 *
 * <pre>{@code
 * @DynamicPropertySource
 * static void settings(DynamicPropertyRegistry registry) { database.settings(registry); }
 * }</pre>
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final DatabaseAddress address = Server.RUNNING.address("test" + NUMBER.incrementAndGet());
  private final HikariDataSource pool;

  public TestDatabase() {
    String name = address.url().substring(address.url().lastIndexOf('/') + 1);
    execute("create database %s template migrated".formatted(name));
    var properties =
        new DatabaseProperties(
            address.url(), "", "", 0, 10, Duration.ofSeconds(5), Duration.ofSeconds(20));
    pool = DatabaseConfiguration.pool(address, properties);
  }

  public DataSource dataSource() {
    return pool;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(pool);
  }

  public TransactionTemplate transactions() {
    return new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  /** Makes a hub under test use this database instead of running one of its own. */
  public void settings(DynamicPropertyRegistry registry) {
    registry.add("fengsui.database.url", address::url);
    registry.add("fengsui.database.user", address::user);
    registry.add("fengsui.database.password", () -> address.password().text());
  }

  /** The same as options of a hub's command line. */
  public List<String> options() {
    return options(address);
  }

  /** The options for a database that is still empty. */
  public static List<String> empty() {
    String name = "test" + NUMBER.incrementAndGet();
    execute("create database " + name);
    return options(Server.RUNNING.address(name));
  }

  private static List<String> options(DatabaseAddress address) {
    return List.of(
        "--fengsui.database.url=" + address.url(),
        "--fengsui.database.user=" + address.user(),
        "--fengsui.database.password=" + address.password().text());
  }

  @Override
  public void beforeAll(ExtensionContext context) {}

  @Override
  public void afterAll(ExtensionContext context) {
    pool.close();
  }

  private static void execute(String sql) {
    try (var connection = Server.RUNNING.address("postgres").connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static final class Server {
    static final DatabaseServer RUNNING = run();

    private static DatabaseServer run() {
      try {
        Path folder = Files.createTempDirectory("fengsui-test-database");
        var server = DatabaseServer.start(folder, programs(), 0);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      server.close();
                      delete(folder);
                    }));
        var template = server.address("migrated");
        try (var connection = server.address("postgres").connect();
            var statement = connection.createStatement()) {
          statement.execute("create database migrated");
        }
        Flyway.configure()
            .dataSource(template.url(), template.user(), template.password().text())
            .load()
            .migrate();
        return server;
      } catch (IOException | InterruptedException | SQLException e) {
        throw new IllegalStateException("no database for the tests", e);
      }
    }

    private static void delete(Path folder) {
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Unpacked once per build, not once per test JVM. */
  static Path programs() {
    return Path.of("target", "postgresql");
  }
}
