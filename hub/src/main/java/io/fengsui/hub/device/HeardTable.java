package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** When devices were last heard and what they said, in the database. */
@Component
final class HeardTable {

  private static final int BATCH = 1000;

  private final JdbcTemplate jdbc;
  private final JsonMapper json = JsonMapper.shared();

  HeardTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A device with what was heard of it. */
  record Row(DeviceId device, Heard heard, Habit habit) {}

  Map<DeviceId, Row> all() {
    Map<DeviceId, Row> all = new HashMap<>();
    jdbc.query(
        "select * from device_heard",
        row -> {
          Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
          var device = new DeviceId(row.getString("device"));
          var habit = new Habit(row.getDouble("habit_seconds"), row.getInt("habit_spans"));
          all.put(
              device, new Row(device, Heard.saved(at, readings(row.getString("readings"))), habit));
        });
    return all;
  }

  void save(List<Row> rows) {
    jdbc.batchUpdate(
        """
        insert into device_heard (device, at, readings, habit_seconds, habit_spans)
        values (?, ?, ?, nullif(?, 0.0), ?)
        on conflict (device) do update set at = excluded.at, readings = excluded.readings,
          habit_seconds = excluded.habit_seconds, habit_spans = excluded.habit_spans
        """,
        rows,
        BATCH,
        (statement, row) -> {
          statement.setString(1, row.device().value());
          statement.setObject(2, DeviceTable.utc(row.heard().at()));
          statement.setString(3, text(row.heard()));
          statement.setDouble(4, row.habit().seconds());
          statement.setInt(5, row.habit().spans());
        });
  }

  private String text(Heard heard) {
    Map<String, Object> readings = new LinkedHashMap<>();
    heard.readings().forEach(reading -> readings.put(reading.metric(), plain(reading)));
    return json.writeValueAsString(readings);
  }

  private static Map<String, Object> plain(Reading reading) {
    long at = reading.at().toEpochMilli();
    Object value = ValueJson.plain(reading.value());
    Instant observedAt = reading.observedAt();
    return observedAt == null
        ? Map.of("at", at, "value", value)
        : Map.of("at", at, "value", value, "observed", observedAt.toEpochMilli());
  }

  private Map<String, Reading> readings(String text) {
    Map<String, Reading> readings = new HashMap<>();
    for (var entry : json.readTree(text).properties()) {
      String metric = entry.getKey();
      Instant at = Instant.ofEpochMilli(entry.getValue().path("at").asLong());
      JsonNode observed = entry.getValue().path("observed");
      Instant observedAt = observed.isNumber() ? Instant.ofEpochMilli(observed.asLong()) : null;
      readings.put(
          metric,
          new Reading(metric, ValueJson.read(entry.getValue().path("value")), at, observedAt));
    }
    return Map.copyOf(readings);
  }
}
