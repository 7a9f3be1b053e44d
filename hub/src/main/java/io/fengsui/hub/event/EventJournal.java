package io.fengsui.hub.event;

import io.fengsui.hub.bus.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only writer of events. What it writes, it writes with its history and outbox rows in one
 * transaction, and publishes {@link EventChanged} after the commit. Thread-safe; alarms of one lane
 * come from one thread.
 */
@Component
public class EventJournal {
  private static final Logger log = LoggerFactory.getLogger(EventJournal.class);

  private final EventRows rows;
  private final TransactionTemplate transaction;
  private final List<Audience> audience;
  private final DatabasePatience patience;
  private final ApplicationEventPublisher publisher;
  private final Counter setAside;

  public EventJournal(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      List<Audience> audience,
      DatabasePatience patience,
      ApplicationEventPublisher publisher,
      MeterRegistry meters) {
    this.rows = new EventRows(jdbc);
    this.transaction = new TransactionTemplate(transactions);
    this.audience = List.copyOf(audience);
    this.patience = patience;
    this.publisher = publisher;
    this.setAside =
        Counter.builder("fengsui.event.setaside")
            .description("Alarms that the database will never take; each is an error in the log")
            .register(meters);
  }

  /**
   * Writes what the rules found, all of a batch in one transaction. Alarms that are known already
   * change nothing, so a batch may come again. Waits while the database is away.
   *
   * @param alarms in the order in which they came about
   * @return what changed, committed
   * @throws InterruptedException if interrupted while waiting; the batch must come again
   */
  public List<EventRevision> apply(Lane lane, List<Alarm> alarms) throws InterruptedException {
    try {
      return patience.insist(() -> transaction.execute(_ -> write(lane, alarms)));
    } catch (DataIntegrityViolationException e) {
      if (alarms.size() == 1) {
        setAside(lane, alarms.getFirst(), e);
        return List.of();
      }
    }
    // One of them is not acceptable: it must not hold up the others.
    var revisions = new ArrayList<EventRevision>();
    for (Alarm alarm : alarms) {
      revisions.addAll(apply(lane, List.of(alarm)));
    }
    return revisions;
  }

  /**
   * A person moves an event on. Takes part in the caller's transaction, which must be open.
   *
   * @param reason why; null where none is asked for
   * @return the event as it is now
   * @throws IllegalArgumentException if there is no such event
   */
  public GovernanceEvent move(
      String id, EventState to, Instant at, String person, @Nullable String reason) {
    GovernanceEvent before =
        rows.lock(id).orElseThrow(() -> new IllegalArgumentException("no event " + id));
    GovernanceEvent event = before.moved(to, at);
    var change =
        new HistoryEntry(
            id,
            HistoryEntry.Kind.valueOf(to.name()),
            null,
            id,
            event.revision(),
            event.lane(),
            at,
            person,
            reason,
            List.of());
    commit(List.of(new EventRevision(event, change)));
    return event;
  }

  /** The latest engine time at which an alarm changed an event of the lane. */
  public Optional<Instant> lastEngineTime(Lane lane) throws InterruptedException {
    return patience.insist(() -> rows.lastEngineTime(lane.key()));
  }

  /** The events of the lane whose condition holds, closed ones too. */
  public List<GovernanceEvent> active(Lane lane) throws InterruptedException {
    return patience.insist(() -> rows.active(lane.key()));
  }

  private List<EventRevision> write(Lane lane, List<Alarm> alarms) {
    List<HistoryEntry> history = rows.history(alarms);
    var incidents = new Incidents(history, rows.lock(alarms, history));
    alarms.forEach(alarm -> incidents.take(lane, alarm));
    List<EventRevision> revisions = incidents.revisions();
    if (!revisions.isEmpty()) {
      commit(revisions);
    }
    return revisions;
  }

  private void commit(List<EventRevision> revisions) {
    rows.write(revisions, audience);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            revisions.forEach(EventJournal.this::publish);
          }
        });
  }

  private void publish(EventRevision revision) {
    try {
      publisher.publishEvent(new EventChanged(revision));
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("event", revision.event().id())
          .setCause(e)
          .log("a listener failed; the event itself is stored");
    }
  }

  private void setAside(Lane lane, Alarm alarm, DataIntegrityViolationException e) {
    setAside.increment();
    log.atError()
        .addKeyValue("lane", lane.key())
        .addKeyValue("rule", alarm.rule())
        .addKeyValue("subject", alarm.subject())
        .addKeyValue("occurrence", alarm.occurrence())
        .setCause(e)
        .log("the database will not take an alarm; it is set aside, tell the officers by hand");
  }
}
