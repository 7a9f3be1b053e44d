package io.fengsui.hub.dispatch.desk;

import static io.fengsui.hub.event.Alarms.NOON;
import static io.fengsui.hub.event.Alarms.graver;
import static io.fengsui.hub.event.Alarms.linked;
import static io.fengsui.hub.event.Alarms.over;
import static io.fengsui.hub.event.Alarms.silence;
import static io.fengsui.hub.event.Alarms.smoke;
import static io.fengsui.hub.event.Alarms.warm;
import static io.fengsui.hub.event.Alarms.yellow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import io.fengsui.hub.dispatch.desk.Task.Outcome;
import io.fengsui.hub.event.Alarm;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.hub.event.EventStage;
import io.fengsui.hub.event.Rows;
import io.fengsui.hub.event.Severity;
import io.fengsui.hub.problem.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

class DeskTest {
  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Officer LI = new Officer(new Actor("li", "127.0.0.1"), false);
  private static final Officer WANG = new Officer(new Actor("wang", "127.0.0.1"), false);
  private static final Officer CHIEF = new Officer(new Actor("chief", "127.0.0.1"), true);

  private final JdbcClient jdbc = database.jdbc();
  private EventStage stage;
  private EventJournal journal;
  private TaskDesk desk;

  @BeforeEach
  void start() {
    jdbc.sql("truncate event, event_change, task, outbox").update();
    stage = new EventStage(database, Clock.systemUTC(), Map.of());
    journal = stage.journal();
    desk = stage.get(TaskDesk.class);
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  @Test
  void an_alarm_is_a_task_at_once() throws Exception {
    journal.apply(Lane.LIFE_SAFETY, List.of(smoke("sd-1", 0)));

    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(tasks()).hasSize(1));
    assertThat(tasks().getFirst().state()).isEqualTo(Task.State.OPEN);
    assertThat(tasks().getFirst().event()).isEqualTo(smoke("sd-1", 0).occurrence());
  }

  @Test
  void an_alarm_that_comes_back_stays_one_task() throws Exception {
    Alarm.Raised first = smoke("sd-1", 0);
    journal.apply(Lane.LIFE_SAFETY, List.of(first, over(first, 5), smoke("sd-1", 9)));

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(tasks()).extracting(Task::version).containsExactly(2));
  }

  @Test
  void what_needs_nobody_makes_no_task() throws Exception {
    journal.apply(Lane.LIFE_SAFETY, List.of(silence("sd-1", 0), smoke("sd-2", 0)));

    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(tasks()).hasSize(1));
    assertThat(tasks().getFirst().event()).isEqualTo(smoke("sd-2", 0).occurrence());
  }

  @Test
  void what_was_committed_before_a_crash_is_a_task_after_the_next_start() throws Exception {
    stage.close();
    stage = new EventStage(database, Clock.systemUTC(), Map.of());
    var outbox = stage.get(SmartLifecycle.class);
    outbox.stop();
    stage.journal().apply(Lane.LIFE_SAFETY, List.of(smoke("sd-1", 0)));

    outbox.start();

    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(tasks()).hasSize(1));
  }

  @Test
  void accept_arrive_and_close_move_the_event_too_and_are_audited() throws Exception {
    long id = task("sd-1");

    desk.accept(id, LI);
    assertThat(eventState(id)).isEqualTo("accepted");
    desk.arrive(id, LI);
    assertThat(eventState(id)).isEqualTo("on-site");
    Task closed = desk.close(id, LI, Outcome.FALSE_ALARM, " cooking ");

    assertThat(eventState(id)).isEqualTo("rejected");
    assertThat(closed.reason()).isEqualTo("cooking");
    assertThat(closed.assignee()).isEqualTo("li");
    assertThat(closed).isEqualTo(tasks().getFirst());
    assertThat(
            jdbc.sql("select action from audit where subject = :s order by number")
                .param("s", "task/" + id)
                .query(String.class)
                .list())
        .containsExactly("task.accept", "task.arrive", "task.close");
  }

  @Test
  void the_same_step_twice_changes_nothing() throws Exception {
    long id = task("sd-1");
    Task accepted = desk.accept(id, LI);

    assertThat(desk.accept(id, LI)).isEqualTo(accepted);
    Task closed = desk.close(id, LI, Outcome.RESOLVED, "fire put out");
    assertThat(desk.close(id, LI, Outcome.RESOLVED, "again")).isEqualTo(closed);
  }

  @Test
  void says_who_was_faster() throws Exception {
    long id = task("sd-1");
    desk.accept(id, LI);

    assertThatThrownBy(() -> desk.accept(id, WANG))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(RefusedException.Kind.CONFLICT);
              assertThat(refused.detail().en()).isEqualTo("Task %d was accepted by li.", id);
              assertThat(refused.detail().zh()).isEqualTo("任务 %d 已由 li 接受。", id);
            });
    assertThatThrownBy(() -> desk.close(id, WANG, Outcome.RESOLVED, "done"))
        .hasMessageContaining("accepted by li");
  }

  @Test
  void steps_in_the_wrong_order_are_refused() throws Exception {
    long id = task("sd-1");

    assertThatThrownBy(() -> desk.arrive(id, LI)).hasMessageContaining("Accept task");
    assertThatThrownBy(() -> desk.close(id, LI, Outcome.RESOLVED, "x"))
        .hasMessageContaining("Accept task");
    assertThatThrownBy(() -> desk.accept(4711, LI)).hasMessageContaining("no task 4711");
  }

  @Test
  void an_admin_closes_for_somebody_else_and_a_reason_is_needed() throws Exception {
    long id = task("sd-1");
    desk.accept(id, LI);

    assertThatThrownBy(() -> desk.close(id, CHIEF, Outcome.DRILL, "  "))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.problems().getFirst().field()).isEqualTo("reason"));
    assertThat(desk.close(id, CHIEF, Outcome.DRILL, "drill").closedBy()).isEqualTo("chief");
  }

  @Test
  void after_closing_the_same_alarm_is_a_new_task() throws Exception {
    long id = task("sd-1");
    desk.accept(id, LI);
    desk.close(id, LI, Outcome.RESOLVED, "fire put out");

    journal.apply(Lane.LIFE_SAFETY, List.of(smoke("sd-1", 500)));

    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(tasks()).hasSize(2));
  }

  @Test
  void a_hand_over_that_a_crashed_database_forgot_is_made_again_at_once() throws Exception {
    task("sd-1");
    await().atMost(Duration.ofSeconds(5)).until(this::allHandedOver);

    jdbc.sql("update outbox set delivered_at = null, claimed_until = now() + interval '2 minutes'")
        .update();

    await().atMost(Duration.ofSeconds(5)).until(this::allHandedOver);
    assertThat(tasks()).hasSize(1);
  }

  @Test
  void what_grows_is_a_task_as_soon_as_somebody_must_act() throws Exception {
    Alarm.Raised blue = warm("hd-1", 0);
    journal.apply(Lane.LIFE_SAFETY, List.of(yellow("sd-1", 0), blue));

    journal.apply(Lane.LIFE_SAFETY, List.of(graver(blue, Severity.II, 9)));

    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(tasks()).hasSize(2));
    assertThat(stage.get(TaskLog.class).list(TaskLog.Selection.OPEN, "li", 0, 9))
        .extracting(listed -> listed.event().subject())
        .containsExactly("hd-1", "sd-1");
  }

  @Test
  void an_accepted_task_stays_accepted_when_it_grows_and_says_when_it_did() throws Exception {
    Alarm.Raised alarm = yellow("sd-1", 0);
    journal.apply(Lane.LIFE_SAFETY, List.of(alarm));
    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(tasks()).hasSize(1));
    Task accepted = desk.accept(tasks().getFirst().id(), LI);

    journal.apply(Lane.LIFE_SAFETY, List.of(graver(alarm, Severity.I, 9)));

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(tasks())
                    .extracting(Task::version)
                    .containsExactly(accepted.version() + 1));
    TaskLog.Listed listed = stage.get(TaskLog.class).find(accepted.id()).orElseThrow();
    assertThat(listed.task().state()).isEqualTo(Task.State.ACCEPTED);
    assertThat(listed.event().escalatedAt()).isEqualTo(NOON.plusSeconds(9));
  }

  @Test
  void a_building_that_sounds_is_one_task_that_counts_the_others() throws Exception {
    journal.apply(
        Lane.LIFE_SAFETY, List.of(smoke("sd-1", 0), linked("sd-2", 2), linked("sd-3", 3)));

    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(tasks()).hasSize(1));
    assertThat(stage.get(TaskLog.class).find(tasks().getFirst().id()).orElseThrow().sounding())
        .isEqualTo(2);
  }

  private boolean allHandedOver() {
    return jdbc.sql("select count(*) = 0 from outbox where delivered_at is null")
        .query(Boolean.class)
        .single();
  }

  private long task(String device) throws InterruptedException {
    journal.apply(Lane.LIFE_SAFETY, List.of(smoke(device, 0)));
    await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(tasks()).isNotEmpty());
    return tasks().getFirst().id();
  }

  private List<Task> tasks() {
    return jdbc.sql("select to_jsonb(t) from task t order by id")
        .query((row, _) -> Rows.read(row.getString(1), Task.class))
        .list();
  }

  private String eventState(long task) {
    return jdbc.sql("select e.state from event e join task t on t.event = e.id where t.id = :id")
        .param("id", task)
        .query(String.class)
        .single();
  }
}
