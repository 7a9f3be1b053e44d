package io.fengsui.hub.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The check that a commit is on disk when the server says so. It asks the running server, not a
 * file: what counts is what is in force.
 */
final class Durability {

  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "fsync", List.of("on"),
          "full_page_writes", List.of("on"),
          "synchronous_commit", List.of("on", "remote_apply", "remote_write", "local"));

  private Durability() {}

  /**
   * @throws DatabaseRefusedException naming each setting that is not as needed
   */
  static void require(Connection connection) throws SQLException {
    List<String> wrong = new ArrayList<>();
    for (var setting : REQUIRED.entrySet()) {
      String value = show(connection, setting.getKey());
      if (!setting.getValue().contains(value)) {
        wrong.add(setting.getKey() + "=" + value);
      }
    }
    if (!wrong.isEmpty()) {
      wrong.sort(null);
      throw new DatabaseRefusedException(
          "the database would lose acknowledged data in a power cut: "
              + String.join(", ", wrong)
              + ". Set fsync, full_page_writes and synchronous_commit to on, then start again.");
    }
  }

  static String show(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("show " + setting)) {
      row.next();
      return row.getString(1);
    }
  }
}
