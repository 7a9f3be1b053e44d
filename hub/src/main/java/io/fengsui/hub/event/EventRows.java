package io.fengsui.hub.event;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Reads and writes the tables of events inside the caller's transaction. Thread-safe. */
final class EventRows {

  private static final String LOCK_FOR_BATCH =
      """
      select to_jsonb(e) from event e
      where e.id in (
        select b.event from jsonb_populate_recordset(null::event_change, cast(:history as jsonb)) b
        union all
        select o.id from event o
        join jsonb_to_recordset(cast(:alarms as jsonb)) as a(rule text, subject text)
          on o.rule = a.rule and o.subject = a.subject
        where o.closed_at is null
        union all
        select o.primary_event from event o
        join jsonb_to_recordset(cast(:alarms as jsonb)) as a(rule text, subject text)
          on o.rule = a.rule and o.subject = a.subject
        where o.closed_at is null and o.primary_event is not null
        union all
        select o.id from event o
        join jsonb_to_recordset(cast(:kin as jsonb)) as k(rule text, grid text, building text,
            parent text, since timestamptz)
          on o.rule = k.rule and o.last_raised_at >= k.since
            and (o.parent = k.parent
              or k.building <> '' and o.place ->> 'building' = k.building
                and o.place ->> 'grid' = k.grid)
        where o.closed_at is null and o.primary_event is null
        union all
        select o.id from event o
        where o.silence and o.closed_at is null
          and (jsonb_exists(cast(:behind as jsonb), o.subject)
            or o.primary_event is null and jsonb_exists(cast(:silent as jsonb), o.parent)))
      order by e.id for no key update of e
      """;

  private static final String UPSERT =
      """
      insert into event select * from jsonb_populate_recordset(null::event, cast(:rows as jsonb))
      on conflict (id) do update set
        title = excluded.title, advice = excluded.advice, category = excluded.category,
        severity = excluded.severity, makes_task = excluded.makes_task,
        secondary = excluded.secondary, primary_event = excluded.primary_event,
        parent = excluded.parent, would_task = excluded.would_task, state = excluded.state,
        active = excluded.active, revision = excluded.revision,
        recurrences = excluded.recurrences, occurrence = excluded.occurrence,
        last_raised_at = excluded.last_raised_at, escalated_at = excluded.escalated_at,
        cleared_at = excluded.cleared_at,
        closed_at = excluded.closed_at, subject_name = excluded.subject_name,
        place = excluded.place, evidence = excluded.evidence,
        observed_at = excluded.observed_at
      """;

  private static final String ADD_HISTORY =
      """
      insert into event_change
      select * from jsonb_populate_recordset(null::event_change, cast(:rows as jsonb))
      """;

  /** Due at once: "at" is the lane's time, which no other clock need have reached. */
  private static final String FILL_OUTBOX =
      """
      insert into outbox (event, revision, channel, type, at, payload, next_attempt_at)
      select event, revision, channel, type, at, payload, 'epoch'
      from jsonb_populate_recordset(null::outbox, cast(:rows as jsonb))
      """;

  private final JdbcClient jdbc;

  /** What is to be handed over: the columns of table {@code outbox} that are known at first. */
  record OutboxRow(
      String event, int revision, String channel, String type, Instant at, JsonNode payload) {}

  private record Topic(String rule, String subject) {}

  EventRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is known of the alarms' occurrences. */
  List<HistoryEntry> history(Collection<Alarm> alarms) {
    List<String> occurrences =
        alarms.stream().flatMap(alarm -> Incidents.names(alarm).stream()).distinct().toList();
    return jdbc.sql(
            """
            select to_jsonb(c) from event_change c
            where occurrence in (select jsonb_array_elements_text(cast(:occurrences as jsonb)))
            """)
        .param("occurrences", Rows.write(occurrences))
        .query((row, _) -> Rows.read(row.getString(1), HistoryEntry.class))
        .list();
  }

  /** Locks and reads what the alarms may change. */
  List<GovernanceEvent> lock(Collection<Alarm> alarms, List<HistoryEntry> history) {
    List<Topic> topics =
        alarms.stream().map(alarm -> new Topic(alarm.rule(), alarm.subject())).distinct().toList();
    List<Kinship> kin =
        alarms.stream()
            .filter(alarm -> alarm instanceof Alarm.Raised raised && raised.secondary())
            .map(alarm -> Kinship.of((Alarm.Raised) alarm))
            .distinct()
            .toList();
    List<Alarm.Raised> silences =
        alarms.stream()
            .filter(Alarm.Raised.class::isInstance)
            .map(Alarm.Raised.class::cast)
            .filter(alarm -> alarm.circumstances().silence())
            .toList();
    return jdbc.sql(LOCK_FOR_BATCH)
        .param(
            "behind",
            Rows.write(
                silences.stream()
                    .flatMap(alarm -> alarm.circumstances().behind().stream())
                    .distinct()
                    .toList()))
        .param("silent", Rows.write(silences.stream().map(Alarm.Raised::subject).toList()))
        .param("history", Rows.write(history))
        .param("alarms", Rows.write(topics))
        .param("kin", Rows.write(kin))
        .query((row, _) -> Rows.read(row.getString(1), GovernanceEvent.class))
        .list();
  }

  /** Locks and reads one event. */
  Optional<GovernanceEvent> lock(String id) {
    return jdbc.sql("select to_jsonb(e) from event e where id = :id for no key update")
        .param("id", id)
        .query((row, _) -> Rows.read(row.getString(1), GovernanceEvent.class))
        .optional();
  }

  /** Writes revisions with their history and what the audience must hear of them. */
  void write(List<EventRevision> revisions, List<Audience> audience) {
    Map<String, GovernanceEvent> latest = new LinkedHashMap<>();
    List<OutboxRow> outbox = new ArrayList<>();
    for (EventRevision revision : revisions) {
      latest.put(revision.event().id(), revision.event());
      for (Audience listener : audience) {
        if (listener.wants(revision)) {
          outbox.add(row(revision, listener.name()));
        }
      }
    }
    insert(UPSERT, List.copyOf(latest.values()));
    insert(ADD_HISTORY, revisions.stream().map(EventRevision::change).toList());
    if (!outbox.isEmpty()) {
      insert(FILL_OUTBOX, outbox);
    }
  }

  Optional<Instant> lastEngineTime(String lane) {
    return jdbc.sql(
            """
            select at from event_change
            where lane = :lane and kind in ('raised', 'escalated', 'cleared') order by at desc limit 1
            """)
        .param("lane", lane)
        .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  List<GovernanceEvent> active(String lane) {
    return jdbc.sql("select to_jsonb(e) from event e where lane = :lane and active order by id")
        .param("lane", lane)
        .query((row, _) -> Rows.read(row.getString(1), GovernanceEvent.class))
        .list();
  }

  private void insert(String sql, List<?> rows) {
    jdbc.sql(sql).param("rows", Rows.write(rows)).update();
  }

  private static OutboxRow row(EventRevision revision, String channel) {
    GovernanceEvent event = revision.event();
    return new OutboxRow(
        event.id(),
        event.revision(),
        channel,
        revision.type(),
        revision.change().at(),
        Rows.document(EventDocument.of(event)));
  }
}
