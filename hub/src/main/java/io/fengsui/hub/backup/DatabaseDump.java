package io.fengsui.hub.backup;

import io.fengsui.hub.backup.Manifest.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * The database as it is at one moment: the moment of {@link #begin}, however long the copying
 * takes. Used by one thread.
 */
final class DatabaseDump implements AutoCloseable {

  private static final String COLUMNS =
      """
      select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
        and c.relname <> 'flyway_schema_history'
        and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by c.relname, a.attnum
      """;

  private static final String REFERENCES =
      """
      select c.relname, r.relname from pg_constraint f
        join pg_class c on c.oid = f.conrelid join pg_class r on r.oid = f.confrelid
      where f.contype = 'f' and c.relnamespace = current_schema()::regnamespace and c.oid <> r.oid
      """;

  private static final String SEQUENCES =
      """
      select c.relname || '.' || a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname)
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0
        and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null
      """;

  private final Connection connection;
  private final String schema;

  private DatabaseDump(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (var statement = connection.createStatement()) {
      statement.execute("set local statement_timeout = 0");
    }
    schema =
        single(
            "select version from flyway_schema_history where success and version is not null"
                + " order by installed_rank desc limit 1");
  }

  /** Fixes the moment. */
  static DatabaseDump begin(DataSource database) throws SQLException {
    Connection connection = database.getConnection();
    try {
      return new DatabaseDump(connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** The version of the schema. */
  String schema() {
    return schema;
  }

  /** Writes all tables, each after those it refers to. */
  List<Table> write(ArchiveWriter archive) throws SQLException, IOException {
    Map<String, List<String>> columns = columns();
    List<Table> tables = new ArrayList<>();
    for (String table : inOrder(columns.keySet())) {
      List<String> names = columns.getOrDefault(table, List.of());
      try (OutputStream out = new Chunks(archive, "database/" + table)) {
        long rows =
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy " + CopyText.target(table, names) + " to stdout", out);
        tables.add(new Table(table, names, rows));
      }
    }
    return tables;
  }

  /** The numbers that were handed out last; read after the tables, so that none is too small. */
  Map<String, Long> sequences() throws SQLException {
    Map<String, String> names = new TreeMap<>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SEQUENCES)) {
      while (row.next()) {
        names.put(row.getString(1), row.getString(2));
      }
    }
    Map<String, Long> last = new TreeMap<>();
    for (var name : names.entrySet()) {
      String value = single("select last_value from " + name.getValue() + " where is_called");
      if (!value.isEmpty()) {
        last.put(name.getKey(), Long.valueOf(value));
      }
    }
    return last;
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
    }
  }

  private Map<String, List<String>> columns() throws SQLException {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(COLUMNS)) {
      while (row.next()) {
        columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>()).add(row.getString(2));
      }
    }
    return columns;
  }

  private List<String> inOrder(Set<String> tables) throws SQLException {
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    tables.forEach(table -> needs.put(table, new LinkedHashSet<>()));
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(REFERENCES)) {
      while (row.next()) {
        needs.computeIfAbsent(row.getString(1), _ -> new LinkedHashSet<>()).add(row.getString(2));
      }
    }
    Set<String> done = new LinkedHashSet<>();
    while (done.size() < needs.size()) {
      int before = done.size();
      needs.forEach(
          (table, needed) -> {
            if (done.containsAll(needed)) {
              done.add(table);
            }
          });
      if (done.size() == before) {
        throw new IllegalStateException("tables refer to each other in a circle: " + needs);
      }
    }
    return List.copyOf(done);
  }

  private String single(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
