package io.fengsui.hub.proving;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Drills in the database. */
@Component
final class DrillTable {
  private static final int MOST = 200;

  private final JdbcClient jdbc;

  DrillTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void begin(Drill drill) {
    jdbc.sql("insert into drill (id, street, device, began_at) values (?, ?, ?, ?)")
        .params(drill.id(), drill.street(), drill.device(), BypassTable.utc(drill.beganAt()))
        .update();
  }

  void end(Drill drill, Instant at) {
    jdbc.sql(
            """
            update drill set event_at = :event, task_at = :task, ended_at = :ended,
              passed = :passed, reason = :reason where id = :id
            """)
        .param("event", utc(drill.eventAt()))
        .param("task", utc(drill.taskAt()))
        .param("ended", BypassTable.utc(at))
        .param("passed", drill.passed())
        .param("reason", drill.reason())
        .param("id", drill.id())
        .update();
  }

  /** Where a drill's alarm is: the event, and the task made of it. */
  record Trace(String event, Instant eventAt, @Nullable Long task, @Nullable Instant taskAt) {}

  /** The event of a device's alarm since then, that is marked as a drill. */
  Optional<Trace> trace(String device, Instant since) {
    return jdbc.sql(
            """
            select e.id, e.raised_at, t.id as task, t.created_at
            from event e left join task t on t.event = e.id
            where e.mark = 'drill' and e.subject = :device and not e.silence
              and e.raised_at >= :since
            order by e.raised_at limit 1
            """)
        .param("device", device)
        .param("since", BypassTable.utc(since))
        .query(
            (row, number) ->
                new Trace(
                    row.getString("id"),
                    row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                    row.getObject("task", Long.class),
                    instant(row, "created_at")))
        .optional();
  }

  /** Whether an alarm of the device is up. */
  boolean isUp(String device) {
    return jdbc.sql(
            """
            select exists (select from event
              where subject = ? and mark = 'drill' and not silence and active)
            """)
        .param(device)
        .query(Boolean.class)
        .single();
  }

  /** The latest 200, the newest first. */
  List<Drill> all() {
    return jdbc.sql("select * from drill order by began_at desc limit " + MOST)
        .query(DrillTable::row)
        .list();
  }

  /** The latest of each street. */
  List<Drill> latest() {
    return jdbc.sql("select distinct on (street) * from drill order by street, began_at desc")
        .query(DrillTable::row)
        .list();
  }

  private static Drill row(ResultSet row, int number) throws SQLException {
    return new Drill(
        row.getString("id"),
        row.getString("street"),
        row.getString("device"),
        row.getObject("began_at", OffsetDateTime.class).toInstant(),
        instant(row, "event_at"),
        instant(row, "task_at"),
        instant(row, "ended_at"),
        row.getObject("passed", Boolean.class),
        row.getString("reason"));
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : BypassTable.utc(at);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
