package io.fengsui.hub.database;

import io.fengsui.adapter.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code fengsui.database.*}.
 *
 * @param url JDBC address of an outside PostgreSQL server; without it the hub runs its own
 * @param user for the outside server
 * @param password for the outside server
 * @param port loopback port of the hub's own server; 0 takes a free one
 * @param connections most connections that the hub holds open
 * @param patience how long a request waits for a connection
 * @param limit how long one statement may take; a server that does not answer for 5 s more is given
 *     up
 */
@ConfigurationProperties("fengsui.database")
public record DatabaseProperties(
    @Nullable String url,
    @DefaultValue("fengsui") String user,
    @DefaultValue("") String password,
    @DefaultValue("0") int port,
    @DefaultValue("10") int connections,
    @DefaultValue("5s") Duration patience,
    @DefaultValue("10s") Duration limit) {

  public DatabaseProperties {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("fengsui.database.port out of range: " + port);
    }
    if (connections < 2 || connections > 20) {
      throw new IllegalArgumentException(
          "fengsui.database.connections must be 2 to 20: " + connections);
    }
    if (limit.toSeconds() < 1) {
      throw new IllegalArgumentException("fengsui.database.limit must be 1s or more: " + limit);
    }
  }

  /** The outside server that the settings name. */
  public DatabaseAddress outside(String url) {
    return new DatabaseAddress(url, user, Secret.of(password));
  }
}
