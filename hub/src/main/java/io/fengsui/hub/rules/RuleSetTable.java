package io.fengsui.hub.rules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The versions in the database. Thread-safe; blocks for the database. */
@Component
final class RuleSetTable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  RuleSetTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The version in force; empty if nobody ever changed anything. */
  Optional<RuleSetVersion> active() {
    return jdbc.sql("select * from rule_set where active").query((row, _) -> read(row)).optional();
  }

  Optional<RuleSetVersion> find(int version) {
    return jdbc.sql("select * from rule_set where version = :version")
        .param("version", version)
        .query((row, _) -> read(row))
        .optional();
  }

  /** The latest first. */
  List<RuleSetVersion> list(int page, int size) {
    return jdbc.sql("select * from rule_set order by version desc limit :size offset :skip")
        .param("size", size)
        .param("skip", (long) page * size)
        .query((row, _) -> read(row))
        .list();
  }

  long count() {
    return jdbc.sql("select count(*) from rule_set").query(Long.class).single();
  }

  /** The number for the next version. Changes wait for each other until their commit. */
  int next() {
    jdbc.sql("lock table rule_set in share row exclusive mode").update();
    return jdbc.sql("select coalesce(max(version), 0) + 1 from rule_set")
        .query(Integer.class)
        .single();
  }

  /** Puts a version in force instead of the one that is. */
  void activate(RuleSetVersion version) {
    jdbc.sql("update rule_set set active = false where active").update();
    var modes = new TreeMap<String, String>();
    version.edits().modes().forEach((rule, mode) -> modes.put(rule, mode.key()));
    jdbc.sql(
            """
            insert into rule_set values (:version, :at, :author, :reason, :change,
              cast(:files as jsonb), cast(:packs as jsonb), cast(:modes as jsonb), true)
            """)
        .param("version", version.version())
        .param("at", version.at().atOffset(ZoneOffset.UTC))
        .param("author", version.author())
        .param("reason", version.reason())
        .param("change", version.change())
        .param("files", JSON.writeValueAsString(version.edits().files()))
        .param("packs", JSON.writeValueAsString(version.edits().packs()))
        .param("modes", JSON.writeValueAsString(modes))
        .update();
  }

  private static RuleSetVersion read(ResultSet row) throws SQLException {
    var modes = new TreeMap<String, RuleMode>();
    JSON.readValue(row.getString("modes"), new TypeReference<Map<String, String>>() {})
        .forEach((rule, mode) -> modes.put(rule, RuleMode.of(mode)));
    return new RuleSetVersion(
        row.getInt("version"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("author"),
        row.getString("reason"),
        row.getString("change"),
        new RuleEdits(
            JSON.readValue(row.getString("files"), new TypeReference<Map<String, String>>() {}),
            JSON.readValue(row.getString("packs"), new TypeReference<Set<String>>() {}),
            modes),
        row.getBoolean("active"));
  }
}
