package io.fengsui.hub.event;

import static io.fengsui.hub.event.Alarms.NOON;
import static io.fengsui.hub.event.Alarms.graver;
import static io.fengsui.hub.event.Alarms.linked;
import static io.fengsui.hub.event.Alarms.over;
import static io.fengsui.hub.event.Alarms.smoke;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class SecondaryAlarmTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final JdbcClient jdbc = database.jdbc();
  private final Alarm.Raised first = smoke("sd-1", 0);
  private EventStage stage;

  @BeforeEach
  void start() {
    jdbc.sql("truncate event, event_change, task, outbox").update();
    stage =
        new EventStage(
            database, Clock.systemUTC(), Map.of("fengsui.dispatch.desk.enabled", "false"));
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void it_follows_the_first_alarm_of_its_building_and_asks_for_nobody_more() throws Exception {
    apply(first);
    apply(linked("sd-2", 5), linked("sd-3", 599));

    assertThat(primary("sd-2")).isEqualTo(first.occurrence());
    assertThat(primary("sd-3")).isEqualTo(first.occurrence());
    assertThat(event("sd-2").makesTask()).isFalse();
    assertThat(event("sd-2").secondary()).isTrue();
    assertThat(stage.get(EventLog.class).followers(first.occurrence()))
        .extracting(listed -> listed.event().subject())
        .containsExactly("sd-2", "sd-3");
    assertThat(stage.get(EventLog.class).find(first.occurrence()).orElseThrow().sounding())
        .isEqualTo(2);
  }

  @Test
  void in_one_batch_it_is_the_same() throws Exception {
    apply(first, linked("sd-2", 5));

    assertThat(primary("sd-2")).isEqualTo(first.occurrence());
  }

  @Test
  void without_a_primary_it_is_one_itself_and_others_follow_it() throws Exception {
    Alarm.Raised alone = linked("sd-2", 0);
    apply(alone, linked("sd-3", 4));

    assertThat(event("sd-2").makesTask()).isTrue();
    assertThat(event("sd-2").secondary()).isTrue();
    assertThat(primary("sd-2")).isNull();
    assertThat(primary("sd-3")).isEqualTo(alone.occurrence());
  }

  @Test
  void an_alarm_of_its_own_is_followed_rather_than_another_secondary_one() throws Exception {
    apply(linked("sd-2", 0), smoke("sd-1", 1), linked("sd-3", 4));

    assertThat(primary("sd-3")).isEqualTo(smoke("sd-1", 1).occurrence());
  }

  @Test
  void neither_another_building_nor_an_old_nor_a_closed_alarm_is_followed() throws Exception {
    apply(first);
    apply(raised("sd-4", 5, true, "4", null), linked("sd-5", 601));
    move(first.occurrence(), EventState.REJECTED);
    apply(linked("sd-6", 20));

    assertThat(List.of(event("sd-4"), event("sd-5")))
        .allSatisfy(event -> assertThat(event.makesTask()).isTrue());
    assertThat(primary("sd-4")).isNull();
    assertThat(primary("sd-5")).isNull();
    assertThat(primary("sd-6")).isNotEqualTo(first.occurrence());
  }

  @Test
  void behind_one_gateway_the_building_need_not_be_known() throws Exception {
    apply(raised("sd-1", 0, false, "", "gw-1"));
    apply(raised("sd-2", 5, true, "", "gw-1"), raised("sd-3", 5, true, "", "gw-2"));

    assertThat(primary("sd-2")).isEqualTo(event("sd-1").id());
    assertThat(primary("sd-3")).isNull();
  }

  @Test
  void it_ends_by_itself_also_after_its_primary_was_closed() throws Exception {
    Alarm.Raised second = linked("sd-2", 5);
    apply(first, second);
    move(first.occurrence(), EventState.REJECTED);
    assertThat(event("sd-2").active()).isTrue();

    apply(over(second, 90));

    assertThat(event("sd-2").state()).isEqualTo(EventState.RESOLVED);
  }

  @Test
  void one_that_comes_back_follows_on_while_its_primary_is_open_and_not_after() throws Exception {
    apply(first, linked("sd-2", 5));
    apply(linked("sd-2", 900));
    assertThat(primary("sd-2")).isEqualTo(first.occurrence());
    assertThat(event("sd-2").makesTask()).isFalse();
    move(first.occurrence(), EventState.RESOLVED);

    apply(linked("sd-2", 1000));

    assertThat(primary("sd-2")).isNull();
    assertThat(event("sd-2").makesTask()).isTrue();
  }

  @Test
  void one_that_finds_smoke_itself_or_grows_asks_for_somebody() throws Exception {
    Alarm.Raised third = Alarms.raised("smoke", "sd-3", 6, Severity.III, true, true, "3", null);
    apply(first, linked("sd-2", 5), third);

    apply(smoke("sd-2", 60), graver(third, Severity.I, 61));

    assertThat(event("sd-2").makesTask()).isTrue();
    assertThat(event("sd-2").secondary()).isFalse();
    assertThat(event("sd-3").makesTask()).isTrue();
  }

  @Test
  void what_comes_again_changes_nothing() throws Exception {
    Alarm[] batch = {first, linked("sd-2", 5), linked("sd-3", 6)};
    apply(batch);
    List<GovernanceEvent> before = EventSteps.events(jdbc);

    apply(batch);

    assertThat(EventSteps.events(jdbc)).isEqualTo(before);
  }

  @Test
  void an_event_of_a_place_names_the_devices_that_speak_for_it() throws Exception {
    apply(Alarms.floor("2", 0, "sd-1", "sd-2"));

    EventDocument document = EventDocument.of(event("floor:440106001001001/3/2"));
    assertThat(document.subject().kind()).isEqualTo("floor");
    assertThat(document.devices()).containsExactly("sd-1", "sd-2");
  }

  @Test
  void readings_of_earlier_releases_are_of_the_subject() throws Exception {
    apply(first);
    jdbc.sql(
            """
            update event set evidence = '[{"metric": "smoke", "value": true, "at": "2026-11-21T12:00:00Z"}]'
            """)
        .update();

    assertThat(event("sd-1").evidence()).containsExactly(new Evidence("sd-1", "smoke", true, NOON));
  }

  private static Alarm.Raised raised(
      String device, int second, boolean secondary, String building, @Nullable String parent) {
    return Alarms.raised("smoke", device, second, Severity.I, true, secondary, building, parent);
  }

  private void apply(Alarm... alarms) throws InterruptedException {
    stage.journal().apply(Lane.LIFE_SAFETY, List.of(alarms));
  }

  private void move(String event, EventState to) {
    stage
        .get(TransactionTemplate.class)
        .executeWithoutResult(
            _ -> stage.journal().move(event, to, NOON.plusSeconds(7), "li", "seen"));
  }

  private @Nullable String primary(String device) {
    return event(device).primaryEvent();
  }

  private GovernanceEvent event(String subject) {
    return EventSteps.events(jdbc).stream()
        .filter(event -> Objects.equals(event.subject(), subject))
        .findFirst()
        .orElseThrow();
  }
}
