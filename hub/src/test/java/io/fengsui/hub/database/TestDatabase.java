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

  /** Set to {@code outside} for a run on {@link OutsideServer}; see {@link OutsideDatabaseTest}. */
  static final String WHERE = "fengsui.test.database";

  private DatabaseAddress address;
  private HikariDataSource pool;

  public TestDatabase() {
    open(Server.RUNNING);
  }

  /** A server for tests, with a database {@code migrated} to copy. */
  interface TestServer {
    /** For those who may make databases. */
    DatabaseAddress admin();

    /** As a hub enters it. */
    DatabaseAddress address(String database);
  }

  private void open(TestServer server) {
    String name = "test" + NUMBER.incrementAndGet();
    address = server.address(name);
    execute(
        server.admin(),
        "create database %s template migrated owner %s".formatted(name, address.user()));
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
    registry.add("fengsui.database.url", () -> address.url());
    registry.add("fengsui.database.user", () -> address.user());
    registry.add("fengsui.database.password", () -> address.password().text());
  }

  /** The same as options of a hub's command line. */
  public List<String> options() {
    return options(address);
  }

  /** The options for a database that is still empty. */
  public static List<String> empty() {
    String name = "test" + NUMBER.incrementAndGet();
    execute(Server.RUNNING.admin(), "create database " + name);
    return options(Server.RUNNING.address(name));
  }

  private static List<String> options(DatabaseAddress address) {
    return List.of(
        "--fengsui.database.url=" + address.url(),
        "--fengsui.database.user=" + address.user(),
        "--fengsui.database.password=" + address.password().text());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    boolean outside = context.getConfigurationParameter(WHERE).isPresent();
    if (outside || pool.isClosed()) {
      pool.close();
      open(outside ? OutsideServer.running() : Server.RUNNING);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    pool.close();
  }

  static void execute(DatabaseAddress database, String sql) {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Makes the database that others are copied from. */
  static void prepare(TestServer server) {
    var template = server.address("migrated");
    execute(server.admin(), "create database migrated owner " + template.user());
    Schema.migrate(template, "latest");
  }

  private record Server(DatabaseServer server) implements TestServer {
    static final TestServer RUNNING = run();

    @Override
    public DatabaseAddress admin() {
      return server.address("postgres");
    }

    @Override
    public DatabaseAddress address(String database) {
      return server.address(database);
    }

    private static TestServer run() {
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
        var own = new Server(server);
        prepare(own);
        return own;
      } catch (IOException | InterruptedException e) {
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
