package io.fengsui.simulator.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Compares the events and tasks in a hub's database with what was acknowledged. */
final class EventCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String EVENTS =
      """
      select e.subject,
             count(distinct e.id) as events,
             count(distinct c.occurrence) filter (where c.kind = 'raised') as raised,
             count(distinct t.id) as tasks
      from event e
      left join event_change c on c.event = e.id
      left join task t on t.event = e.id
      group by e.subject""";

  private final CrashBook book;

  EventCheck(CrashBook book) {
    this.book = book;
  }

  record Effect(int events, int raised, int tasks) {
    static final Effect NONE = new Effect(0, 0, 0);

    boolean missing() {
      return events == 0 || raised == 0 || tasks == 0;
    }

    boolean tooMuch() {
      return events > 1 || raised > 1 || tasks > 1;
    }
  }

  /** Waits a while for the last tasks, then notes every difference. */
  void against(HubDatabase database, Findings findings) throws IOException, InterruptedException {
    try (var connection = database.look()) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      var effects = effects(connection);
      while (anyMissing(effects) && System.nanoTime() < end) {
        Thread.sleep(100);
        effects = effects(connection);
      }
      compare(effects, findings);
    } catch (SQLException e) {
      throw new IOException("the events cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean anyMissing(Map<String, Effect> effects) {
    return book.alarms().stream()
        .anyMatch(detector -> effects.getOrDefault(detector, Effect.NONE).missing());
  }

  void compare(Map<String, Effect> effects, Findings findings) {
    for (var detector : book.alarms()) {
      var effect = effects.getOrDefault(detector, Effect.NONE);
      if (effect.missing()) {
        findings.lost("the alarm of " + detector + " had " + effect);
      }
      if (effect.tooMuch()) {
        findings.doubled("the alarm of " + detector + " had " + effect);
      }
    }
    effects.forEach(
        (subject, effect) -> {
          if (!book.hasAlarm(subject)) {
            findings.uncalledFor(subject + " raised no alarm but had " + effect);
          }
        });
  }

  private static Map<String, Effect> effects(Connection connection) throws SQLException {
    var effects = new TreeMap<String, Effect>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(EVENTS)) {
      while (rows.next()) {
        effects.put(
            rows.getString("subject"),
            new Effect(rows.getInt("events"), rows.getInt("raised"), rows.getInt("tasks")));
      }
    }
    return effects;
  }
}
