package io.fengsui.hub.dispatch.desk;

import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.Rows;
import io.fengsui.hub.event.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads tasks for people and programs. Thread-safe; blocks for the database. */
@Component
public class TaskLog {
  private static final String LISTED =
      """
      select to_jsonb(t), to_jsonb(e),
        (select count(*) from event s where s.primary_event = e.id and s.active)
      from task t join event e on e.id = t.event where\s""";

  private final JdbcClient jdbc;

  TaskLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A task and its event.
   *
   * @param sounding how many secondary alarms follow the event and still sound
   */
  public record Listed(Task task, GovernanceEvent event, int sounding) {}

  /** Which tasks, and in which order. */
  public enum Selection {
    /** Not closed: the gravest first, then those that wait longest. */
    OPEN("t.state <> 'closed'", "e.severity, t.created_at, t.id"),
    /** Accepted by the one who asks and not closed. */
    MINE("t.state <> 'closed' and t.assignee = :person", "e.severity, t.created_at, t.id"),
    /** Closed: the latest first. */
    CLOSED("t.state = 'closed'", "t.closed_at desc, t.id");

    private final String condition;
    private final String order;

    Selection(String condition, String order) {
      this.condition = condition;
      this.order = order;
    }
  }

  /**
   * Tasks.
   *
   * @param person account of the one who asks
   */
  public List<Listed> list(Selection selection, String person, int page, int size) {
    return jdbc.sql(
            LISTED
                + selection.condition
                + " order by "
                + selection.order
                + " limit :size offset :skip")
        .param("person", person)
        .param("size", size)
        .param("skip", (long) page * size)
        .query(TaskLog::listed)
        .list();
  }

  public long count(Selection selection, String person) {
    return jdbc.sql("select count(*) from task t where " + selection.condition)
        .param("person", person)
        .query(Long.class)
        .single();
  }

  /** How many are not closed, for each severity that has one. */
  public Map<Severity, Long> open() {
    Map<Severity, Long> open = new EnumMap<>(Severity.class);
    jdbc.sql(
            """
            select e.severity, count(*) from task t join event e on e.id = t.event
            where t.state <> 'closed' group by e.severity
            """)
        .query(
            row -> {
              open.put(Severity.valueOf(row.getString(1)), row.getLong(2));
            });
    return open;
  }

  public Optional<Listed> find(long id) {
    return jdbc.sql(LISTED + "t.id = :id").param("id", id).query(TaskLog::listed).optional();
  }

  private static Listed listed(ResultSet row, int number) throws SQLException {
    return new Listed(
        Rows.read(row.getString(1), Task.class),
        Rows.read(row.getString(2), GovernanceEvent.class),
        row.getInt(3));
  }
}
