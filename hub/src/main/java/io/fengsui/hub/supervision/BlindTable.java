package io.fengsui.hub.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Blind windows in the database. */
@Component
final class BlindTable {

  private final JdbcClient jdbc;

  BlindTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Begins a window, or goes on with one that ended less than a minute before. */
  void begin(String scope, BlindReason reason, Instant from) {
    jdbc.sql(
            """
            with before as (
              select from_at from blind_window
              where scope = :scope and reason = :reason
                and (to_at is null or to_at >= cast(:from as timestamptz) - interval '1 minute')
              order by from_at desc limit 1),
            again as (
              update blind_window w set times = times + (case when to_at is null then 0 else 1 end),
                to_at = null
              from before b where scope = :scope and reason = :reason and w.from_at = b.from_at
              returning 1)
            insert into blind_window (scope, reason, from_at)
            select :scope, :reason, cast(:from as timestamptz) where not exists (select from before)
            on conflict do nothing
            """)
        .param("scope", scope)
        .param("reason", reason.key())
        .param("from", utc(from))
        .update();
  }

  /** Ends the window that is open, if there is one. */
  void end(String scope, BlindReason reason, Instant to) {
    jdbc.sql(
            """
            update blind_window set to_at = greatest(from_at, cast(:to as timestamptz))
            where scope = :scope and reason = :reason and to_at is null
            """)
        .param("scope", scope)
        .param("reason", reason.key())
        .param("to", utc(to))
        .update();
  }

  List<BlindWindow> open() {
    return jdbc.sql("select * from blind_window where to_at is null").query(BlindTable::row).list();
  }

  /** Those of any of the scopes that touch a span, the latest first. */
  List<BlindWindow> find(List<String> scopes, Instant from, Instant to, int most) {
    return jdbc.sql(
            """
            select * from blind_window where scope in (:scopes)
              and from_at < :to and coalesce(to_at, :to) > :from
            order by from_at desc limit :most
            """)
        .param("scopes", scopes)
        .param("from", utc(from))
        .param("to", utc(to))
        .param("most", most)
        .query(BlindTable::row)
        .list();
  }

  /** Those of some reasons that touch a span: first those that last, then the latest. */
  List<BlindWindow> touching(Instant from, Instant to, Collection<BlindReason> reasons, int most) {
    return jdbc.sql(
            """
            select * from blind_window where reason in (:reasons)
              and from_at < :to and (to_at is null or to_at > :from)
            order by to_at is null desc, from_at desc limit :most
            """)
        .param("reasons", reasons.stream().map(BlindReason::key).toList())
        .param("from", utc(from))
        .param("to", utc(to))
        .param("most", most)
        .query(BlindTable::row)
        .list();
  }

  /** How many of each reason touch a span. */
  List<BlindCount> counts(Instant from, Instant to) {
    return jdbc.sql(
            """
            select reason, count(*) as windows, count(*) filter (where to_at is null) as lasting
            from blind_window where from_at < :to and (to_at is null or to_at > :from)
            group by reason order by reason
            """)
        .param("from", utc(from))
        .param("to", utc(to))
        .query(
            (row, number) ->
                new BlindCount(
                    BlindReason.of(row.getString("reason")),
                    row.getInt("windows"),
                    row.getInt("lasting")))
        .list();
  }

  int purge(Instant before) {
    return jdbc.sql("delete from blind_window where to_at < :before")
        .param("before", utc(before))
        .update();
  }

  private static BlindWindow row(ResultSet row, int number) throws SQLException {
    OffsetDateTime to = row.getObject("to_at", OffsetDateTime.class);
    return new BlindWindow(
        row.getString("scope"),
        BlindReason.of(row.getString("reason")),
        row.getObject("from_at", OffsetDateTime.class).toInstant(),
        to == null ? null : to.toInstant(),
        row.getInt("times"));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
