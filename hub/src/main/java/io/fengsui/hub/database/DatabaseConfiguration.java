package io.fengsui.hub.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The database for the rest of the hub: one pool, to the hub's own server or to an outside one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

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

  /** A pool that gives up on a database that is away after the set patience, and then retries. */
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
    config.addDataSourceProperty("socketTimeout", "60");
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
