package io.fengsui.hub.event;

import static io.fengsui.hub.event.Alarms.NOON;
import static io.fengsui.hub.event.Alarms.over;
import static io.fengsui.hub.event.Alarms.silence;
import static io.fengsui.hub.event.Alarms.smoke;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventJournalTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final JdbcClient jdbc = database.jdbc();
  private final List<EventRevision> published = new ArrayList<>();
  private EventStage stage;
  private EventJournal journal;

  @BeforeEach
  void start() {
    jdbc.sql("truncate event, event_change, task, outbox").update();
    stage =
        new EventStage(
            database, Clock.systemUTC(), Map.of("fengsui.dispatch.desk.enabled", "false"));
    stage.listen(
        payload -> {
          if (payload instanceof EventChanged changed) {
            published.add(changed.revision());
          }
        });
    journal = stage.journal();
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void an_alarm_becomes_an_event_with_all_that_is_known_of_it() throws Exception {
    Alarm.Raised alarm = smoke("sd-1", 0);

    GovernanceEvent event = only(journal.apply(Lane.LIFE_SAFETY, List.of(alarm))).event();

    assertThat(stored(event.id())).isEqualTo(event);
    assertThat(event.id()).isEqualTo(alarm.occurrence());
    assertThat(event.state()).isEqualTo(EventState.RAISED);
    assertThat(event.active()).isTrue();
    assertThat(event.evidence()).isEqualTo(alarm.evidence());
    assertThat(event.place().latitude()).isEqualTo(23.13);
    assertThat(event.place().longitude()).isNull();
  }

  @Test
  void what_comes_again_changes_nothing() throws Exception {
    Alarm.Raised alarm = smoke("sd-1", 0);
    List<Alarm> batch = List.of(alarm, over(alarm, 9), smoke("sd-2", 3));
    journal.apply(Lane.LIFE_SAFETY, batch);
    published.clear();

    List<EventRevision> again = journal.apply(Lane.LIFE_SAFETY, batch);

    assertThat(again).isEmpty();
    assertThat(published).isEmpty();
    assertThat(count("event")).isEqualTo(2);
    assertThat(count("event_change")).isEqualTo(3);
  }

  @Test
  void an_alarm_that_comes_back_joins_the_open_incident() throws Exception {
    Alarm.Raised first = smoke("sd-1", 0);
    Alarm.Raised second = smoke("sd-1", 60);

    journal.apply(Lane.LIFE_SAFETY, List.of(first, over(first, 30), second));

    GovernanceEvent event = stored(first.occurrence());
    assertThat(event.revision()).isEqualTo(3);
    assertThat(event.recurrences()).isEqualTo(1);
    assertThat(event.active()).isTrue();
    assertThat(event.raisedAt()).isEqualTo(NOON);
    assertThat(event.lastRaisedAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(count("event")).isEqualTo(1);
  }

  @Test
  void an_incident_that_needs_an_officer_stays_open_when_the_alarm_is_over() throws Exception {
    Alarm.Raised alarm = smoke("sd-1", 0);
    journal.apply(Lane.LIFE_SAFETY, List.of(alarm));

    journal.apply(Lane.LIFE_SAFETY, List.of(over(alarm, 30)));

    GovernanceEvent event = stored(alarm.occurrence());
    assertThat(event.active()).isFalse();
    assertThat(event.clearedAt()).isEqualTo(NOON.plusSeconds(30));
    assertThat(event.state()).isEqualTo(EventState.RAISED);
  }

  @Test
  void an_incident_that_needs_nobody_ends_with_the_alarm() throws Exception {
    Alarm.Raised first = silence("sd-1", 0);
    Alarm.Raised second = silence("sd-1", 60);

    journal.apply(Lane.LIFE_SAFETY, List.of(first, over(first, 30), second));

    assertThat(stored(first.occurrence()).state()).isEqualTo(EventState.RESOLVED);
    assertThat(stored(second.occurrence()).state()).isEqualTo(EventState.RAISED);
  }

  @Test
  void a_late_end_of_an_earlier_occurrence_does_not_end_the_present_one() throws Exception {
    Alarm.Raised first = smoke("sd-1", 0);
    Alarm.Raised second = smoke("sd-1", 60);
    journal.apply(Lane.LIFE_SAFETY, List.of(first, second));

    journal.apply(Lane.LIFE_SAFETY, List.of(over(first, 70)));

    assertThat(stored(first.occurrence()).active()).isTrue();
  }

  @Test
  void the_end_of_an_unknown_occurrence_is_ignored() throws Exception {
    List<EventRevision> revisions =
        journal.apply(Lane.LIFE_SAFETY, List.of(over(smoke("sd-1", 0), 5)));

    assertThat(revisions).isEmpty();
  }

  @Test
  void an_alarm_that_the_database_refuses_does_not_hold_up_the_others() throws Exception {
    Alarm.Raised good = smoke("sd-1", 0);
    var bad =
        new Alarm.Cleared(
            "NOT AN OCCURRENCE",
            "smoke",
            "sd-3",
            NOON.plusSeconds(1),
            List.of(),
            Alarm.Cleared.Why.OVER);
    Alarm.Raised impossible = Alarms.named(smoke("sd-9", 0), "UPPER CASE IS REFUSED");

    journal.apply(Lane.LIFE_SAFETY, List.of(impossible, bad, good));

    assertThat(stored(good.occurrence()).active()).isTrue();
    assertThat(count("event")).isEqualTo(1);
  }

  @Test
  void odd_text_of_a_device_does_not_hold_up_its_alarm() throws Exception {
    Alarm.Raised alarm = smoke("sd-1", 0);
    Alarm.Raised odd =
        Alarms.with(alarm, List.of(new Evidence("sd-1", "ext.note", "a\0b\ud800c", alarm.at())));

    journal.apply(Lane.LIFE_SAFETY, List.of(odd));

    assertThat(stored(alarm.occurrence()).evidence().getFirst().value()).isEqualTo("a\ufffdb?c");
  }

  @Test
  void remembers_the_latest_engine_time_of_each_lane() throws Exception {
    assertThat(journal.lastEngineTime(Lane.LIFE_SAFETY)).isEmpty();

    journal.apply(Lane.LIFE_SAFETY, List.of(smoke("sd-1", 0), smoke("sd-2", 7)));

    assertThat(journal.lastEngineTime(Lane.LIFE_SAFETY)).contains(NOON.plusSeconds(7));
    assertThat(journal.lastEngineTime(Lane.TELEMETRY)).isEmpty();
  }

  @Test
  void publishes_each_revision_after_the_commit() throws Exception {
    Alarm.Raised alarm = smoke("sd-1", 0);

    journal.apply(Lane.LIFE_SAFETY, List.of(alarm, over(alarm, 4)));

    assertThat(published)
        .extracting(EventRevision::type)
        .containsExactly("io.fengsui.event.raised", "io.fengsui.event.cleared");
  }

  private GovernanceEvent stored(String id) {
    return jdbc.sql("select to_jsonb(e) from event e where id = :id")
        .param("id", id)
        .query((row, _) -> Rows.read(row.getString(1), GovernanceEvent.class))
        .single();
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  private static EventRevision only(List<EventRevision> revisions) {
    assertThat(revisions).hasSize(1);
    return revisions.getFirst();
  }
}
