package io.fengsui.hub.proving;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Walk tests in the database. */
@Component
final class WalkTable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST = 200;

  private final JdbcClient jdbc;

  WalkTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(WalkTest test) {
    jdbc.sql(
            """
            insert into walk_test (id, zone, person, since, until)
            values (?, cast(? as jsonb), ?, ?, ?)
            """)
        .params(
            test.id(),
            JSON.writeValueAsString(test.zone()),
            test.person(),
            BypassTable.utc(test.since()),
            BypassTable.utc(test.until()))
        .update();
    jdbc.sql(
            """
            insert into walk_point (test, device)
            select :test, jsonb_array_elements_text(cast(:devices as jsonb))
            """)
        .params(
            Map.of(
                "test", test.id(),
                "devices",
                    JSON.writeValueAsString(
                        test.points().stream().map(WalkTest.Point::device).toList())))
        .update();
  }

  /** Ends it if it lasts. */
  boolean end(String id, Instant at, String by) {
    return jdbc.sql(
                "update walk_test set ended_at = ?, ended_by = ? where id = ? and ended_at is null")
            .params(BypassTable.utc(at), by, id)
            .update()
        > 0;
  }

  /** Points whose alarm came through since this was last asked. */
  List<String> take(WalkTest test, Instant to) {
    return jdbc.sql(
            """
            update walk_point p set alarm_at = e.raised_at, event = e.id
            from event e
            where p.test = :test and p.alarm_at is null and e.mark = 'test'
              and not e.silence and e.category <> 'device'
              and e.raised_at >= :since and e.raised_at <= :to
              and (e.subject = p.device
                or e.evidence @> jsonb_build_array(jsonb_build_object('device', p.device)))
            returning p.device
            """)
        .param("test", test.id())
        .param("since", BypassTable.utc(test.since()))
        .param("to", BypassTable.utc(to))
        .query((row, number) -> row.getString(1))
        .list();
  }

  void heard(String test, Map<String, Instant> heard) {
    heard.forEach(
        (device, at) ->
            jdbc.sql("update walk_point set heard_at = ? where test = ? and device = ?")
                .params(BypassTable.utc(at), test, device)
                .update());
  }

  Optional<WalkTest> find(String id) {
    return jdbc.sql("select * from walk_test where id = ?").param(id).query(this::row).optional();
  }

  List<WalkTest> open() {
    return jdbc.sql("select * from walk_test where ended_at is null order by since")
        .query(this::row)
        .list();
  }

  /** Those that last, and the latest of the others; 200 at most, the newest first. */
  List<WalkSummary> latest() {
    return summaries("true", Map.of());
  }

  /** Those that last, and those that ended since. */
  List<WalkSummary> since(Instant ended) {
    return summaries(
        "ended_at is null or ended_at >= :ended", Map.of("ended", BypassTable.utc(ended)));
  }

  /** The one that lasts and that a device is in. */
  List<WalkSummary> openOf(String device) {
    return summaries(
        "ended_at is null and id in (select test from walk_point where device = :device)",
        Map.of("device", device));
  }

  private List<WalkSummary> summaries(String which, Map<String, ?> parameters) {
    return jdbc.sql(
            """
            select t.*, count(p.device) as total, count(p.alarm_at) as passed,
              count(p.heard_at) filter (where p.alarm_at is null) as heard
            from (select * from walk_test where %s
                order by ended_at is null desc, since desc limit %d) t
              left join walk_point p on p.test = t.id
            group by t.id, t.zone, t.person, t.since, t.until, t.ended_at, t.ended_by
            order by t.since desc
            """
                .formatted(which, MOST))
        .params(parameters)
        .query(WalkTable::summary)
        .list();
  }

  private static WalkSummary summary(ResultSet row, int number) throws SQLException {
    return new WalkSummary(
        row.getString("id"),
        JSON.readValue(row.getString("zone"), Zone.class),
        row.getString("person"),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getObject("until", OffsetDateTime.class).toInstant(),
        instant(row, "ended_at"),
        row.getString("ended_by"),
        row.getInt("total"),
        row.getInt("passed"),
        row.getInt("heard"));
  }

  private WalkTest row(ResultSet row, int number) throws SQLException {
    String id = row.getString("id");
    return new WalkTest(
        id,
        JSON.readValue(row.getString("zone"), Zone.class),
        row.getString("person"),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getObject("until", OffsetDateTime.class).toInstant(),
        instant(row, "ended_at"),
        row.getString("ended_by"),
        points(id));
  }

  private List<WalkTest.Point> points(String test) {
    return jdbc.sql("select * from walk_point where test = ? order by device")
        .param(test)
        .query(
            (row, number) ->
                new WalkTest.Point(
                    row.getString("device"),
                    instant(row, "heard_at"),
                    instant(row, "alarm_at"),
                    row.getString("event")))
        .list();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
