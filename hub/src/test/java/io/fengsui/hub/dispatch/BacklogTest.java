package io.fengsui.hub.dispatch;

import static io.fengsui.hub.event.Alarms.smoke;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.DatabasePatience;
import io.fengsui.hub.event.EventRevision;
import io.fengsui.hub.event.EventStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What waits for a channel when thousands of alarms came while nobody could be told. */
class BacklogTest {
  private static final int EVENTS = 60;
  private static final int REVISIONS = 50;

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final Map<String, List<Integer>> taken = new HashMap<>();
  private boolean up = true;

  /** The server believes the outbox as empty as it was when it last looked. */
  @BeforeEach
  void thousands_wait() throws Exception {
    try (var stage =
        new EventStage(
            database, Clock.systemUTC(), Map.of("fengsui.dispatch.desk.enabled", "false"))) {
      List<Alarm> alarms =
          IntStream.range(0, EVENTS).<Alarm>mapToObj(i -> smoke("sd-" + i, i)).toList();
      stage.journal().apply(Lane.LIFE_SAFETY, alarms);
    }
    database.jdbc().sql("delete from outbox").update();
    database.jdbc().sql("vacuum analyze outbox").update();
    database
        .jdbc()
        .sql(
            """
            insert into outbox (event, revision, channel, type, at, payload, next_attempt_at)
            select e.id, n, 'test', 't', raised_at, '{}', raised_at
            from event e, generate_series(1, :revisions) n order by n, e.id
            """)
        .param("revisions", REVISIONS)
        .update();
  }

  @Test
  @Timeout(60)
  void all_are_handed_over_each_event_in_its_order() throws InterruptedException {
    OutboxWorker worker = worker();
    while (worker.turn() > 0) {}

    assertThat(taken).hasSize(EVENTS);
    assertThat(taken.values())
        .allSatisfy(
            revisions ->
                assertThat(revisions).hasSize(REVISIONS).isSorted().doesNotHaveDuplicates());
  }

  @Test
  void a_channel_that_fails_is_asked_once_a_turn() throws InterruptedException {
    up = false;

    assertThat(worker().turn()).isEqualTo(EVENTS);

    assertThat(attempted()).isEqualTo(1);
  }

  private long attempted() {
    return database
        .jdbc()
        .sql("select count(*) from outbox where last_error is not null")
        .query(Long.class)
        .single();
  }

  private OutboxWorker worker() {
    var clock = Clock.systemUTC();
    return new OutboxWorker(
        new Noting(),
        new OutboxRows(database.jdbc(), "test"),
        new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
        new DatabasePatience(clock),
        new BackOff(() -> 7L),
        clock,
        new OutboxMeters(new SimpleMeterRegistry(), "test", clock),
        256);
  }

  /** Delivers in the caller's thread. */
  private final class Noting implements Channel {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public boolean wants(EventRevision revision) {
      return true;
    }

    @Override
    public Delivery deliver(Notification notification) {
      if (!up) {
        return new Delivery.Retry("down", Optional.of(Duration.ofHours(1)));
      }
      taken
          .computeIfAbsent(notification.event(), _ -> new ArrayList<>())
          .add(notification.revision());
      return new Delivery.Delivered("r");
    }

    @Override
    public int parallelism() {
      return 1;
    }
  }
}
