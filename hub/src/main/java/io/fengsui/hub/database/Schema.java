package io.fengsui.hub.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The schema of an empty database that is about to be filled. */
public final class Schema {

  private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

  private Schema() {}

  /** The versions that this release can make. */
  public static Set<String> versions() throws IOException {
    Set<String> versions = new TreeSet<>();
    Resource[] found =
        new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/V*.sql");
    for (Resource migration : found) {
      Matcher name = MIGRATION.matcher(Objects.toString(migration.getFilename(), ""));
      if (name.matches()) {
        versions.add(name.group(1));
      }
    }
    return versions;
  }

  /** Whether nothing at all is in the schema that a connection sees. */
  public static boolean isEmpty(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select not exists (select 1 from pg_class"
                    + " where relnamespace = current_schema()::regnamespace)")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * Brings it to a version.
   *
   * @param version one of {@link #versions()}, or {@code latest}
   */
  public static void migrate(DatabaseAddress address, String version) {
    Flyway.configure()
        .dataSource(address.url(), address.user(), address.password().text())
        .target(version)
        .load()
        .migrate();
  }

  /** Takes everything out of it again; only for one that was empty before. */
  public static void clean(DatabaseAddress address) {
    Flyway.configure()
        .dataSource(address.url(), address.user(), address.password().text())
        .cleanDisabled(false)
        .load()
        .clean();
  }
}
