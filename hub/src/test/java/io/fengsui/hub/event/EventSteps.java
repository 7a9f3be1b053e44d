package io.fengsui.hub.event;

import io.fengsui.hub.bus.Lane;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of alarms, and what should have. */
public final class EventSteps {
  private EventSteps() {}

  /** What alarms make of an empty database when nothing goes wrong. */
  public static List<EventRevision> straightRun(Lane lane, List<Alarm> alarms) {
    var incidents = new Incidents(List.of(), List.of());
    alarms.forEach(alarm -> incidents.take(lane, alarm));
    return incidents.revisions();
  }

  /** All changes in the database, by event and revision. */
  public static List<HistoryEntry> changes(JdbcClient jdbc) {
    return jdbc.sql("select to_jsonb(c) from event_change c order by event, revision")
        .query((row, _) -> Rows.read(row.getString(1), HistoryEntry.class))
        .list();
  }

  /** All events in the database, by id. */
  public static List<GovernanceEvent> events(JdbcClient jdbc) {
    return jdbc.sql("select to_jsonb(e) from event e order by id")
        .query((row, _) -> Rows.read(row.getString(1), GovernanceEvent.class))
        .list();
  }

  /** The entry with its time as the database keeps it. */
  public static HistoryEntry asStored(HistoryEntry entry) {
    return new HistoryEntry(
        entry.occurrence(),
        entry.kind(),
        entry.severity(),
        entry.event(),
        entry.revision(),
        entry.lane(),
        stored(entry.at()),
        entry.person(),
        entry.reason(),
        entry.evidence());
  }

  private static Instant stored(Instant time) {
    return time.plusNanos(500).truncatedTo(ChronoUnit.MICROS);
  }
}
