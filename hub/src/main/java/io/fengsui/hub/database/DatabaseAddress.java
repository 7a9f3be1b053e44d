package io.fengsui.hub.database;

import io.fengsui.adapter.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Where a database is and how to enter it.
 *
 * @param url JDBC address
 */
public record DatabaseAddress(String url, String user, Secret password) {

  /** Opens a connection outside any pool. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password.text());
  }
}
