package io.fengsui.hub.backup;

import io.fengsui.hub.backup.Manifest.Table;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills an empty database with a backup's rows: all of them or none. Used by one thread.
 *
 * <p>The parts come in the order in which they were written, table after table.
 */
final class DatabaseLoad implements AutoCloseable {

  private static final int BUFFER = 64 << 10;

  private final Connection connection;
  private final Manifest manifest;
  private final Map<String, Table> tables;
  private final byte[] buffer = new byte[BUFFER];
  private @Nullable CopyIn copy;
  private String table = "";

  DatabaseLoad(Connection connection, Manifest manifest) throws SQLException {
    this.connection = connection;
    this.manifest = manifest;
    this.tables = manifest.tables().stream().collect(Collectors.toMap(Table::name, each -> each));
    connection.setAutoCommit(false);
  }

  /** Takes a part {@code <table>/<number>}. */
  void rows(String name, InputStream content) throws SQLException, IOException {
    String wanted = name.substring(0, name.lastIndexOf('/'));
    CopyIn into = copy;
    if (into == null || !wanted.equals(table)) {
      endTable();
      into = begin(wanted);
    }
    for (int got = content.read(buffer); got >= 0; got = content.read(buffer)) {
      into.writeToCopy(buffer, 0, got);
    }
  }

  /** Makes it last, after counting the rows and setting the sequences. */
  void finish() throws SQLException {
    endTable();
    for (Table each : manifest.tables()) {
      long found = number("select count(*) from " + CopyText.quoted(each.name()));
      if (found != each.rows()) {
        throw new SQLException(
            "%s has %d rows, and the backup counts %d".formatted(each.name(), found, each.rows()));
      }
    }
    for (var sequence : manifest.sequences().entrySet()) {
      int dot = sequence.getKey().lastIndexOf('.');
      number(
          "select setval(pg_get_serial_sequence('%s', '%s'), %d)"
              .formatted(
                  CopyText.quoted(sequence.getKey().substring(0, dot)),
                  sequence.getKey().substring(dot + 1),
                  sequence.getValue()));
    }
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close(); // what was not committed is gone with it
  }

  private CopyIn begin(String wanted) throws SQLException {
    Table found = tables.get(wanted);
    if (found == null) {
      throw new SQLException("the backup does not describe its table " + wanted);
    }
    table = wanted;
    CopyIn begun =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + CopyText.target(wanted, found.columns()) + " from stdin");
    copy = begun;
    return begun;
  }

  private void endTable() throws SQLException {
    CopyIn open = copy;
    copy = null;
    if (open != null) {
      open.endCopy();
    }
  }

  private long number(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
