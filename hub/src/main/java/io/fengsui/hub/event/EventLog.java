package io.fengsui.hub.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads events for people and programs. Thread-safe; blocks for the database. */
@Component
public class EventLog {
  private static final String FILTER =
      """
      from event e left join task t on t.event = e.id
      where (:states = '[]' or jsonb_exists(cast(:states as jsonb), e.state))
        and (:severities = '[]' or jsonb_exists(cast(:severities as jsonb), e.severity))
        and (not :active or e.active)
      """;

  private final JdbcClient jdbc;

  EventLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which events.
   *
   * @param states in one of these; empty for any
   * @param severities one of these; empty for any
   * @param activeOnly whose condition still holds
   */
  public record Filter(Set<EventState> states, Set<Severity> severities, boolean activeOnly) {
    public Filter {
      states = Set.copyOf(states);
      severities = Set.copyOf(severities);
    }
  }

  /** An event and the desk's task for it, if there is one. */
  public record Listed(GovernanceEvent event, @Nullable Long taskId) {}

  /** How the hand-over of one revision stands. */
  public record HandOver(
      String channel,
      int revision,
      int attempts,
      @Nullable String deliveredAt,
      @Nullable String refusedAt,
      @Nullable String lastError) {}

  /** The newest first. */
  public List<Listed> list(Filter filter, int page, int size) {
    return jdbc.sql(
            "select to_jsonb(e), t.id "
                + FILTER
                + " order by e.raised_at desc, e.id limit :size offset :skip")
        .params(params(filter))
        .param("size", size)
        .param("skip", (long) page * size)
        .query((row, _) -> listed(row.getString(1), row.getObject(2, Long.class)))
        .list();
  }

  public long count(Filter filter) {
    return jdbc.sql("select count(*) " + FILTER).params(params(filter)).query(Long.class).single();
  }

  public Optional<Listed> find(String id) {
    return jdbc.sql(
            "select to_jsonb(e), t.id from event e left join task t on t.event = e.id where e.id = :id")
        .param("id", id)
        .query((row, _) -> listed(row.getString(1), row.getObject(2, Long.class)))
        .optional();
  }

  /** All changes of an event, the first one first. */
  public List<HistoryEntry> history(String id) {
    return jdbc.sql("select to_jsonb(c) from event_change c where event = :id order by revision")
        .param("id", id)
        .query((row, _) -> Rows.read(row.getString(1), HistoryEntry.class))
        .list();
  }

  /** Who was told of an event, and who could not be. */
  public List<HandOver> handOvers(String id) {
    return jdbc.sql(
            """
            select to_jsonb(o) - array['id', 'event', 'type', 'at', 'payload', 'next_attempt_at',
              'claimed_until', 'reference']
            from outbox o where event = :id order by revision, channel
            """)
        .param("id", id)
        .query((row, _) -> Rows.read(row.getString(1), HandOver.class))
        .list();
  }

  private static Listed listed(String event, @Nullable Long task) {
    return new Listed(Rows.read(event, GovernanceEvent.class), task);
  }

  private static Map<String, Object> params(Filter filter) {
    return Map.of(
        "states", Rows.write(List.copyOf(filter.states())),
        "severities", Rows.write(List.copyOf(filter.severities())),
        "active", filter.activeOnly());
  }
}
