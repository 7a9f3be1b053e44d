package io.fengsui.hub.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database for the rest of the hub: one pool, to the hub's own server or to an outside one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  private static final int SILENCE_SECONDS = 5;

  @Bean
  @ConditionalOnProperty(
      name = "fengsui.database.url",
      matchIfMissing = true,
      havingValue = "the hub's own")
  DatabaseServer databaseServer(Environment environment, DatabaseProperties properties)
      throws IOException, InterruptedException {
    Path data = Path.of(environment.getProperty("fengsui.data", "data"));
    return DatabaseServer.start(data, data, properties.port());
  }

  @Bean
  HikariDataSource dataSource(ObjectProvider<DatabaseServer> own, DatabaseProperties properties) {
    String url = properties.url();
    if (url == null) {
      return pool(own.getObject().address(), properties);
    }
    DatabaseAddress address = properties.outside(url);
    requireDurable(address);
    return pool(address, properties);
  }

  @Bean
  FlywayMigrationStrategy flywayMigrationStrategy() {
    return new SchemaGuard();
  }

  /**
   * For the migrations, which may take as long as they take: a large table gets no new index within
   * the limits of a request.
   */
  @Bean(defaultCandidate = false)
  @FlywayDataSource
  DataSource migrationDataSource(
      ObjectProvider<DatabaseServer> own, DatabaseProperties properties) {
    String url = properties.url();
    DatabaseAddress address = url == null ? own.getObject().address() : properties.outside(url);
    return new DriverManagerDataSource(address.url(), address.user(), address.password().text());
  }

  /**
   * A pool that gives up on a database that is away after the set patience, and then retries. No
   * call waits for ever: the server ends a statement that takes too long and a transaction that
   * nobody goes on with, and the socket is closed under a server that does not answer at all.
   */
  static HikariDataSource pool(DatabaseAddress address, DatabaseProperties properties) {
    var config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password().text());
    config.setMaximumPoolSize(properties.connections());
    config.setMinimumIdle(2);
    config.setConnectionTimeout(properties.patience().toMillis());
    config.setValidationTimeout(Math.min(2000, properties.patience().toMillis()));
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty(
        "socketTimeout", Long.toString(properties.limit().toSeconds() + SILENCE_SECONDS));
    config.setConnectionInitSql(
        "set statement_timeout = %d; set idle_in_transaction_session_timeout = '60s'"
            .formatted(properties.limit().toMillis()));
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "fengsui");
    return new HikariDataSource(config);
  }

  private static void requireDurable(DatabaseAddress address) {
    try (var connection = address.connect()) {
      Durability.require(connection);
    } catch (SQLException e) {
      throw new DatabaseRefusedException(
          "the database at %s cannot be reached: %s. Check fengsui.database.url, user and password."
              .formatted(address.url(), e.getMessage()),
          e);
    }
  }
}
