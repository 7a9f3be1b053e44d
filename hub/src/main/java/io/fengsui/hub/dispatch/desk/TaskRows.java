package io.fengsui.hub.dispatch.desk;

import io.fengsui.hub.event.Rows;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads and writes table {@code task} inside the caller's transaction. Thread-safe. */
final class TaskRows {
  private final JdbcClient jdbc;

  TaskRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Makes the event's task; if there is one that is not closed, tells it that there is news. That
   * of a drill is closed from the start and calls nobody: it only shows that it got here. One that
   * was folded is open again when its event asks again.
   */
  Optional<Task> open(String event, Instant now) {
    return unfold(event, now).or(() -> make(event, now));
  }

  private Optional<Task> make(String event, Instant now) {
    return jdbc.sql(
            """
            insert into task (event, state, created_at, assignee, accepted_at, closed_at, outcome,
              reason, closed_by)
            select e.id, d.state, :now, d.hub, d.at, d.at, d.outcome, d.reason, d.hub
            from event e left join lateral (
              select 'closed' as state, 'hub' as hub, cast(:now as timestamptz) as at,
                'drill' as outcome, '主机演练 / drill by the hub' as reason
              where e.mark = 'drill'
              union all
              select 'open', null, null, null, null where e.mark is distinct from 'drill') d on true
            where e.id = :event
            on conflict (event) do update set version = task.version + 1
            where task.state <> 'closed'
            returning to_jsonb(task)
            """)
        .param("event", event)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, _) -> Rows.read(row.getString(1), Task.class))
        .optional()
        .filter(task -> task.state() != Task.State.CLOSED);
  }

  /** Closes the event's task if nobody took it yet: another one's stands for it. */
  Optional<Task> fold(String event, Instant now) {
    return jdbc.sql(
            """
            update task set state = 'closed', assignee = 'hub', accepted_at = :now,
              closed_at = :now, outcome = 'duplicate', closed_by = 'hub', version = version + 1,
              reason = '已并入网关或链路的故障 / folded into the fault of its gateway or link'
            where event = :event and state = 'open' returning to_jsonb(task)
            """)
        .param("event", event)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, _) -> Rows.read(row.getString(1), Task.class))
        .optional();
  }

  /** Opens what {@link #fold} closed, as if it were made now. */
  private Optional<Task> unfold(String event, Instant now) {
    return jdbc.sql(
            """
            update task set state = 'open', created_at = :now, assignee = null, accepted_at = null,
              closed_at = null, outcome = null, reason = null, closed_by = null,
              version = version + 1
            where event = :event and outcome = 'duplicate' and closed_by = 'hub'
              and exists (select from event e where e.id = :event and e.makes_task)
            returning to_jsonb(task)
            """)
        .param("event", event)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, _) -> Rows.read(row.getString(1), Task.class))
        .optional();
  }

  Optional<Task> lock(long id) {
    return jdbc.sql("select to_jsonb(t) from task t where id = :id for update")
        .param("id", id)
        .query((row, _) -> Rows.read(row.getString(1), Task.class))
        .optional();
  }

  void update(Task task) {
    jdbc.sql(
            """
            update task t set (state, assignee, accepted_at, arrived_at, closed_at, outcome, reason,
              closed_by, version) = (r.state, r.assignee, r.accepted_at, r.arrived_at, r.closed_at,
              r.outcome, r.reason, r.closed_by, r.version)
            from jsonb_populate_recordset(null::task, cast(:rows as jsonb)) r where t.id = r.id
            """)
        .param("rows", Rows.write(List.of(task)))
        .update();
  }
}
