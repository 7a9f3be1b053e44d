package io.fengsui.hub.proving;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Bypasses in the database. */
@Component
final class BypassTable {
  private static final int MOST = 1000;

  private final JdbcClient jdbc;

  BypassTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Bypass insert(
      DeviceId device,
      String why,
      String person,
      Instant since,
      Instant until,
      Device.State before) {
    return jdbc.sql(
            """
            insert into bypass (device, why, person, since, until, state)
            values (?, ?, ?, ?, ?, ?) returning *
            """)
        .params(device.value(), why, person, utc(since), utc(until), before.name())
        .query(BypassTable::row)
        .single();
  }

  void end(long id, Instant at, String by) {
    jdbc.sql("update bypass set ended_at = ?, ended_by = ? where id = ?")
        .params(utc(at), by, id)
        .update();
  }

  Optional<Bypass> open(DeviceId device) {
    return jdbc.sql("select * from bypass where device = ? and ended_at is null")
        .param(device.value())
        .query(BypassTable::row)
        .optional();
  }

  /** Those that last, what ends first at the top. */
  List<Bypass> open() {
    return jdbc.sql("select * from bypass where ended_at is null order by until, id")
        .query(BypassTable::row)
        .list();
  }

  /** The latest 1,000, those that are over too. */
  List<Bypass> all() {
    return jdbc.sql("select * from bypass order by since desc, id desc limit " + MOST)
        .query(BypassTable::row)
        .list();
  }

  private static Bypass row(ResultSet row, int number) throws SQLException {
    OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Bypass(
        row.getLong("id"),
        row.getString("device"),
        row.getString("why"),
        row.getString("person"),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getObject("until", OffsetDateTime.class).toInstant(),
        Device.State.valueOf(row.getString("state")),
        ended == null ? null : ended.toInstant(),
        row.getString("ended_by"));
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
