package io.fengsui.hub.event;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
  private static final int MOST_FOLLOWERS = 100;

  private static final String LISTED =
      """
      select to_jsonb(e), t.id,
        (select count(*) from event s where s.primary_event = e.id and s.active)
      from event e left join task t on t.event = e.id
      """;

  private static final String FILTER =
      """
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

  /**
   * An event and the desk's task for it, if there is one.
   *
   * @param sounding how many secondary alarms follow it and still sound
   */
  public record Listed(GovernanceEvent event, @Nullable Long taskId, int sounding) {}

  /** How the hand-over of one revision stands. */
  public record HandOver(
      String channel,
      int revision,
      int attempts,
      @Nullable String deliveredAt,
      @Nullable String refusedAt,
      @Nullable String lastError) {}

  /** The newest first; one that grew graver is new at that moment. */
  public List<Listed> list(Filter filter, int page, int size) {
    return jdbc.sql(
            LISTED
                + FILTER
                + " order by coalesce(e.escalated_at, e.raised_at) desc, e.id"
                + " limit :size offset :skip")
        .params(params(filter))
        .param("size", size)
        .param("skip", (long) page * size)
        .query(EventLog::listed)
        .list();
  }

  public long count(Filter filter) {
    return jdbc.sql("select count(*) from event e " + FILTER)
        .params(params(filter))
        .query(Long.class)
        .single();
  }

  public Optional<Listed> find(String id) {
    return jdbc.sql(LISTED + "where e.id = :id").param("id", id).query(EventLog::listed).optional();
  }

  /** The secondary alarms that follow an event, in the order in which they came; the first 100. */
  public List<Listed> followers(String id) {
    return jdbc.sql(LISTED + "where e.primary_event = :id order by e.raised_at, e.id limit :most")
        .param("id", id)
        .param("most", MOST_FOLLOWERS)
        .query(EventLog::listed)
        .list();
  }

  /**
   * A silence that was folded under another one that is over.
   *
   * @param over when that one was over
   */
  public record Folded(GovernanceEvent event, Instant over) {}

  /** Silences that hold, whose gateway or link is back. */
  public List<Folded> foldedUnderNothing() {
    return jdbc.sql(
            """
            select to_jsonb(e), p.cleared_at from event e join event p on p.id = e.primary_event
            where e.silence and e.closed_at is null and e.active and not e.makes_task
              and not p.active
            order by e.id limit 1000
            """)
        .query(
            (row, _) ->
                new Folded(
                    Rows.read(row.getString(1), GovernanceEvent.class),
                    row.getObject(2, OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Events that a test or a bypass put aside, and whose condition holds; the first 1,000. */
  public List<GovernanceEvent> putAside() {
    return jdbc.sql(
            """
            select to_jsonb(e) from event e
            where e.mark in ('test', 'bypassed') and e.active
              and not exists (select from event n where n.continues = e.id)
            order by e.raised_at limit 1000
            """)
        .query((row, _) -> Rows.read(row.getString(1), GovernanceEvent.class))
        .list();
  }

  /** All changes of an event, the first one first. */
  public List<HistoryEntry> history(String id) {
    return jdbc.sql(
            """
            select to_jsonb(c), e.subject from event_change c join event e on e.id = c.event
            where c.event = :id order by c.revision
            """)
        .param("id", id)
        .query((row, _) -> Rows.read(row.getString(1), HistoryEntry.class).of(row.getString(2)))
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

  private static Listed listed(ResultSet row, int number) throws SQLException {
    return new Listed(
        Rows.read(row.getString(1), GovernanceEvent.class),
        row.getObject(2, Long.class),
        row.getInt(3));
  }

  private static Map<String, Object> params(Filter filter) {
    return Map.of(
        "states", Rows.write(List.copyOf(filter.states())),
        "severities", Rows.write(List.copyOf(filter.severities())),
        "active", filter.activeOnly());
  }
}
