package io.fengsui.hub.event;

import static io.fengsui.hub.event.Alarms.NOON;
import static io.fengsui.hub.event.Alarms.graver;
import static io.fengsui.hub.event.Alarms.over;
import static io.fengsui.hub.event.Alarms.warm;
import static io.fengsui.hub.event.Alarms.yellow;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class EscalationTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final JdbcClient jdbc = database.jdbc();
  private final Alarm.Raised alarm = warm("hd-1", 0);
  private EventStage stage;
  private EventJournal journal;

  @BeforeEach
  void start() {
    jdbc.sql("truncate event, event_change, task, outbox").update();
    stage =
        new EventStage(
            database, Clock.systemUTC(), Map.of("fengsui.dispatch.desk.enabled", "false"));
    journal = stage.journal();
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void an_alarm_that_grows_stays_one_event() throws Exception {
    apply(alarm, graver(alarm, Severity.II, 5), graver(alarm, Severity.I, 9));

    GovernanceEvent event = only(EventSteps.events(jdbc));
    assertThat(event.severity()).isEqualTo(Severity.I);
    assertThat(event.escalatedAt()).isEqualTo(NOON.plusSeconds(9));
    assertThat(event.raisedAt()).isEqualTo(NOON);
    assertThat(event.makesTask()).isTrue();
    assertThat(event.evidence()).isEqualTo(graver(alarm, Severity.I, 9).evidence());
    assertThat(kinds()).containsExactly("raised IV", "escalated II", "escalated I");
  }

  @Test
  void what_comes_again_changes_nothing() throws Exception {
    Alarm[] batch = {
      alarm, graver(alarm, Severity.II, 5), graver(alarm, Severity.I, 9), over(alarm, 20)
    };
    apply(batch);

    List<EventRevision> again = apply(batch);
    again.addAll(apply(graver(alarm, Severity.II, 5)));

    assertThat(again).isEmpty();
    assertThat(kinds()).containsExactly("raised IV", "escalated II", "escalated I", "cleared");
  }

  @Test
  void it_never_becomes_less_grave_while_it_is_open() throws Exception {
    Alarm.Raised second = warm("hd-1", 60);
    apply(alarm, graver(alarm, Severity.II, 5), over(alarm, 30), second);

    apply(graver(second, Severity.III, 65));

    GovernanceEvent event = only(EventSteps.events(jdbc));
    assertThat(event.severity()).isEqualTo(Severity.II);
    assertThat(event.recurrences()).isEqualTo(1);
    assertThat(kinds()).containsExactly("raised IV", "escalated II", "cleared", "raised IV");
  }

  @Test
  void one_that_was_accepted_stays_accepted() throws Exception {
    Alarm.Raised smoke = yellow("sd-1", 0);
    apply(smoke);
    move(smoke.occurrence(), EventState.ACCEPTED);

    apply(graver(smoke, Severity.I, 40));

    GovernanceEvent event = only(EventSteps.events(jdbc));
    assertThat(event.state()).isEqualTo(EventState.ACCEPTED);
    assertThat(event.severity()).isEqualTo(Severity.I);
  }

  @Test
  void the_end_before_the_escalation_in_a_batch_still_sends_somebody() throws Exception {
    apply(alarm, over(alarm, 9), graver(alarm, Severity.II, 9));

    List<GovernanceEvent> events = EventSteps.events(jdbc);
    assertThat(events).extracting(GovernanceEvent::active).containsOnly(false);
    assertThat(events)
        .filteredOn(event -> !event.state().closed())
        .singleElement()
        .satisfies(event -> assertThat(event.severity()).isEqualTo(Severity.II))
        .satisfies(event -> assertThat(event.makesTask()).isTrue());
  }

  @Test
  void an_open_incident_that_is_over_may_still_turn_out_graver() throws Exception {
    Alarm.Raised smoke = yellow("sd-1", 0);

    apply(smoke, over(smoke, 9), graver(smoke, Severity.I, 9));

    GovernanceEvent event = only(EventSteps.events(jdbc));
    assertThat(event.severity()).isEqualTo(Severity.I);
    assertThat(event.active()).isFalse();
  }

  @Test
  void a_closed_incident_that_grows_is_a_new_one_and_ends_with_the_old() throws Exception {
    Alarm.Raised smoke = yellow("sd-1", 0);
    apply(smoke);
    move(smoke.occurrence(), EventState.REJECTED);

    List<EventRevision> revisions = apply(graver(smoke, Severity.I, 40));
    List<EventRevision> again = apply(smoke, graver(smoke, Severity.I, 40));
    List<EventRevision> ends = apply(over(smoke, 90));

    GovernanceEvent next = only(revisions.stream().map(EventRevision::event).toList());
    assertThat(revisions.getFirst().type()).isEqualTo("io.fengsui.event.raised");
    assertThat(next.continues()).isEqualTo(smoke.occurrence());
    assertThat(next.revision()).isEqualTo(1);
    assertThat(next.makesTask()).isTrue();
    assertThat(again).isEmpty();
    assertThat(ends).hasSize(2);
    assertThat(EventSteps.events(jdbc)).extracting(GovernanceEvent::active).containsOnly(false);
  }

  @Test
  void the_new_incident_may_grow_and_be_closed_and_grow_again() throws Exception {
    apply(alarm);
    move(alarm.occurrence(), EventState.REJECTED);
    GovernanceEvent second = apply(graver(alarm, Severity.III, 10)).getFirst().event();

    apply(graver(alarm, Severity.II, 20));
    move(second.id(), EventState.RESOLVED);
    GovernanceEvent third = apply(graver(alarm, Severity.I, 30)).getFirst().event();

    assertThat(third.continues()).isEqualTo(second.id());
    assertThat(EventSteps.events(jdbc))
        .extracting(GovernanceEvent::severity)
        .containsExactlyInAnyOrder(Severity.IV, Severity.II, Severity.I);
  }

  @Test
  void a_closed_incident_does_not_come_back_for_what_its_people_knew() throws Exception {
    apply(alarm, graver(alarm, Severity.I, 5));
    move(alarm.occurrence(), EventState.RESOLVED);

    assertThat(apply(graver(alarm, Severity.II, 50))).isEmpty();
  }

  @Test
  void the_escalation_of_an_unknown_occurrence_is_ignored() throws Exception {
    assertThat(apply(graver(alarm, Severity.I, 5))).isEmpty();
  }

  @Test
  void the_latest_engine_time_is_that_of_an_escalation_too() throws Exception {
    apply(alarm, graver(alarm, Severity.I, 5));

    assertThat(journal.lastEngineTime(Lane.LIFE_SAFETY)).contains(NOON.plusSeconds(5));
  }

  private List<EventRevision> apply(Alarm... alarms) throws InterruptedException {
    return new ArrayList<>(journal.apply(Lane.LIFE_SAFETY, List.of(alarms)));
  }

  private void move(String event, EventState to) {
    stage
        .get(TransactionTemplate.class)
        .executeWithoutResult(_ -> journal.move(event, to, NOON.plusSeconds(20), "li", "seen"));
  }

  private List<String> kinds() {
    return jdbc.sql(
            "select kind || coalesce(' ' || severity, '') from event_change order by revision")
        .query((row, _) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  private static GovernanceEvent only(List<GovernanceEvent> events) {
    assertThat(events).hasSize(1);
    return events.getFirst();
  }
}
