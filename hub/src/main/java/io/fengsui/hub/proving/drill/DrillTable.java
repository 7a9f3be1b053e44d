package io.fengsui.hub.proving.drill;

import io.fengsui.hub.event.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Drills in the database, and what the database has of their events. */
@Component
final class DrillTable {

  private final JdbcClient jdbc;

  DrillTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What became of a drill's alarm.
   *
   * @param tasked whether the desk has it
   * @param desk whether the desk is to have it
   */
  record Trace(String event, boolean active, boolean closed, boolean tasked, boolean desk) {}

  /** When a drill of a street passed last. */
  private record Passed(String street, Instant at) {}

  void insert(Drill drill) {
    jdbc.sql("insert into drill select * from jsonb_populate_record(null::drill, cast(? as jsonb))")
        .param(row(drill))
        .update();
  }

  void update(Drill drill) {
    jdbc.sql(
            """
            update drill d set (stored_at, event_at, task_at, ended_at, passed, reason, event) =
              (r.stored_at, r.event_at, r.task_at, r.ended_at, r.passed, r.reason, r.event)
            from jsonb_populate_record(null::drill, cast(? as jsonb)) r where d.id = r.id
            """)
        .param(row(drill))
        .update();
  }

  /** The latest of each street. */
  Map<String, Drill> latest() {
    return drills(
            """
            select distinct on (street) to_jsonb(d) from drill d order by street, began_at desc
            """)
        .stream()
        .collect(Collectors.toMap(Drill::street, Function.identity()));
  }

  /** The latest of each street that was not cut short by the end of the hub. */
  Map<String, Drill> latestWhole() {
    return drills(
            """
            select distinct on (street) to_jsonb(d) from drill d
            where reason is distinct from 'stopped' order by street, began_at desc
            """)
        .stream()
        .collect(Collectors.toMap(Drill::street, Function.identity()));
  }

  /** When a drill of each street passed last. */
  Map<String, Instant> passed() {
    return jdbc
        .sql(
            """
            select jsonb_build_object('street', street, 'at', max(ended_at)) from drill
            where passed group by street
            """)
        .query((row, _) -> Rows.read(row.getString(1), Passed.class))
        .list()
        .stream()
        .collect(Collectors.toMap(Passed::street, Passed::at));
  }

  /** Those that are under way, or were when the hub ended. */
  List<Drill> open() {
    return drills("select to_jsonb(d) from drill d where ended_at is null order by began_at");
  }

  /** The open event of a device. */
  Optional<Trace> open(String device) {
    return trace("e.subject = ? and e.mark = 'drill' and e.closed_at is null", device);
  }

  Optional<Trace> event(String id) {
    return trace("e.id = ?", id);
  }

  private Optional<Trace> trace(String which, String argument) {
    return jdbc.sql(
            """
            select jsonb_build_object('event', e.id, 'active', e.active,
              'closed', e.closed_at is not null,
              'tasked', exists (select from task t where t.event = e.id),
              'desk', exists (select from outbox o where o.event = e.id and o.channel = 'desk'))
            from event e where\s"""
                + which
                + " order by e.raised_at desc limit 1")
        .param(argument)
        .query((row, _) -> Rows.read(row.getString(1), Trace.class))
        .optional();
  }

  private List<Drill> drills(String sql) {
    return jdbc.sql(sql).query((row, _) -> Rows.read(row.getString(1), Drill.class)).list();
  }

  private static String row(Drill drill) {
    String rows = Rows.write(List.of(drill));
    return rows.substring(1, rows.length() - 1);
  }
}
