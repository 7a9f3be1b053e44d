package io.fengsui.simulator.crash;

import io.fengsui.simulator.target.HubDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Compares events, their history and tasks in a hub's database with the changes that were
 * acknowledged to the detectors.
 *
 * <p>A detector says a change until it is acknowledged, and only then the next. So each
 * acknowledged change has exactly one effect, however often its message arrived; the last one of a
 * detector may have it without being acknowledged. The rule of the campaign puts the number of the
 * message into the evidence, so each effect is known by number.
 */
final class EventCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final String COUNT =
      """
      select (select count(*) from event_change where kind in ('raised', 'cleared')),
             (select count(*) from outbox where delivered_at is null and refused_at is null)""";
  private static final String CHANGES =
      """
      select e.subject, e.rule, c.kind, c.revision,
             (select (x ->> 'value')::numeric::int from jsonb_array_elements(c.evidence) x
              where x ->> 'metric' = 'ext.seq') as number
      from event_change c join event e on e.id = c.event""";
  private static final String EVENTS =
      """
      select e.subject, e.rule, e.revision, e.makes_task,
             (select count(*) from event_change c where c.event = e.id) as changes,
             (select count(*) from task t where t.event = e.id) as tasks,
             (select count(*) from event_change c
              where c.event = e.id and c.kind = 'raised' and e.makes_task
                and not exists (select from outbox o where o.event = e.id and o.revision = c.revision
                                and o.delivered_at is not null)) as kept_back
      from event e""";

  private final Map<String, BitSet> owed;
  private final Map<String, Integer> sent;
  private final Findings findings;
  private final Map<String, BitSet> found = new HashMap<>();

  /**
   * @param owed acknowledged changes by detector
   * @param sent highest number by detector
   */
  EventCheck(Map<String, BitSet> owed, Map<String, Integer> sent, Findings findings) {
    this.owed = owed;
    this.sent = sent;
    this.findings = findings;
  }

  /** Waits a while for the last effects, then notes every difference. */
  void against(HubDatabase database) throws IOException, InterruptedException {
    try (var connection = database.look()) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!settled(connection) && System.nanoTime() < end) {
        Thread.sleep(200);
      }
      changes(connection);
      missing();
      events(connection);
    } catch (SQLException e) {
      throw new IOException("the events cannot be read: " + e.getMessage(), e);
    }
  }

  /** Effects of a rule's change. */
  void effect(String device, String rule, String kind, int number) {
    boolean raised = kind.equals("raised");
    if (!rule.equals("flip")) {
      findings.uncalledFor(device, 0, "rule " + rule + " " + kind + " although it was never quiet");
    } else if (number < 1 || number > sent.getOrDefault(device, 0) || raised != (number % 2 == 1)) {
      findings.uncalledFor(device, number, "an alarm was " + kind + " that nothing had called for");
    } else {
      var numbers = found.computeIfAbsent(device, id -> new BitSet());
      if (numbers.get(number)) {
        findings.doubled(device, number, "its alarm was " + kind + " twice");
      }
      numbers.set(number);
    }
  }

  /** All effects were told: those of acknowledged changes must be among them. */
  void missing() {
    owed.forEach(
        (device, numbers) -> {
          var missing = (BitSet) numbers.clone();
          missing.andNot(found.getOrDefault(device, new BitSet()));
          missing.stream()
              .forEach(
                  number -> {
                    String kind = number % 2 == 1 ? "raised" : "cleared";
                    findings.lost(device, number, "its alarm was not " + kind);
                  });
        });
  }

  /** One event as it stands. */
  void event(String device, int revision, int changes, int keptBack, boolean makesTask, int tasks) {
    if (changes != revision) {
      findings.lost(
          device, 0, "its event of revision %d has a history of %d".formatted(revision, changes));
    }
    if (keptBack > 0) {
      findings.lost(device, 0, keptBack + " raises of its event were not handed over");
    }
    if (makesTask && tasks == 0) {
      findings.lost(device, 1, "its event has no task");
    } else if (tasks > (makesTask ? 1 : 0)) {
      findings.doubled(device, 1, "its event has " + tasks + " tasks");
    }
  }

  private boolean settled(Connection connection) throws SQLException {
    long expected = owed.values().stream().mapToLong(BitSet::cardinality).sum();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(COUNT)) {
      return row.next() && row.getLong(1) >= expected && row.getLong(2) == 0;
    }
  }

  private void changes(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(CHANGES)) {
      while (rows.next()) {
        effect(
            rows.getString("subject"),
            rows.getString("rule"),
            rows.getString("kind"),
            rows.getInt("number"));
      }
    }
  }

  private void events(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(EVENTS)) {
      while (rows.next()) {
        event(
            rows.getString("subject"),
            rows.getInt("revision"),
            rows.getInt("changes"),
            rows.getInt("kept_back"),
            rows.getBoolean("makes_task"),
            rows.getInt("tasks"));
      }
    }
  }
}
