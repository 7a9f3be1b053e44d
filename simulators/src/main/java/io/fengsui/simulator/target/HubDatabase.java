package io.fengsui.simulator.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where the database that a hub runs for itself is, and how to look into it. */
public final class HubDatabase {
  private static final int PORT_LINE = 3;
  private final String url;
  private final String password;

  public HubDatabase(Path data) throws IOException {
    var lines = Files.readAllLines(pidFile(data));
    url = "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/fengsui";
    password = Files.readString(data.resolve("postgres.password")).strip();
  }

  public static Path pidFile(Path data) {
    return data.resolve("postgres").resolve("postmaster.pid");
  }

  /** A connection that cannot change anything. */
  public Connection look() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", "fengsui");
    properties.setProperty("password", password);
    properties.setProperty("options", "-c default_transaction_read_only=on");
    properties.setProperty("ApplicationName", "bench");
    return DriverManager.getConnection(url, properties);
  }
}
