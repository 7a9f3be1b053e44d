package io.fengsui.hub.pipeline;

import static io.fengsui.hub.bus.Lane.LIFE_SAFETY;
import static io.fengsui.hub.pipeline.Saying.COOL;
import static io.fengsui.hub.pipeline.Saying.HELLO;
import static io.fengsui.hub.pipeline.Saying.HOT;
import static io.fengsui.hub.pipeline.Saying.LINKED_SMOKE;
import static io.fengsui.hub.pipeline.Saying.NO_SMOKE;
import static io.fengsui.hub.pipeline.Saying.SMOKE;
import static io.fengsui.hub.pipeline.Saying.WARM;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.pipeline.FaultyDatabase.AtCommit;
import io.fengsui.rules.definition.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of an alarm on its way, told step by step. */
class PipelineTest extends PipelineStage {

  @Test
  void smoke_becomes_one_task() throws Exception {
    when(says("sd-1", NO_SMOKE), says("sd-1", SMOKE), says("sd-1", SMOKE), says("sd-2", NO_SMOKE));

    then().events("smoke sd-1 up 1").tasks("smoke sd-1");
  }

  @Test
  void an_alarm_takes_one_turn_of_each() throws Exception {
    given(says("sd-1", SMOKE), round());

    then().events("smoke sd-1 up 1").tasks("smoke sd-1").told().hasSize(1);
  }

  @Test
  void the_whole_bus_again_yields_the_same_events() throws Exception {
    given(says("sd-1", SMOKE), round(), says("sd-1", NO_SMOKE), round(), passes(61), round());
    given(says("sd-2", SMOKE), says("sd-1", SMOKE), round());

    when(spoiled(LIFE_SAFETY, Spoiling.GONE), killed(0));

    then().events("smoke sd-1 up 3", "smoke sd-2 up 1").tasks("smoke sd-1", "smoke sd-2");
  }

  @Test
  void a_crash_neither_loses_nor_doubles() throws Exception {
    given(says("sd-1", SMOKE), round());

    when(killed(3), says("sd-2", SMOKE));

    then().events("smoke sd-1 up 1", "smoke sd-2 up 1").tasks("smoke sd-1", "smoke sd-2");
  }

  @Test
  void a_damaged_state_is_replaced_by_an_older_one_and_more_of_the_bus() throws Exception {
    given(says("sd-1", SMOKE), round(), stopped(1));

    given(spoiled(LIFE_SAFETY, Spoiling.DAMAGED), killed(1), says("sd-1", NO_SMOKE), round());
    when(passes(61), says("sd-2", NO_SMOKE));

    then().events("smoke sd-1 over 2");
  }

  @Test
  void heat_that_grows_is_one_event_and_a_task_when_somebody_must_act() throws Exception {
    given(says("sd-1", WARM), round(), says("sd-1", HOT), round());
    when(passes(10), killed(3), says("sd-1", COOL), round(), passes(31));

    then().events("heat sd-1 over 3").tasks("heat sd-1");
  }

  @Test
  void a_detector_that_passes_on_its_neighbours_alarm_is_no_task_more() throws Exception {
    given(says("sd-1", SMOKE), round());

    when(says("sd-2", LINKED_SMOKE));

    then().events("smoke sd-1 up 1", "smoke sd-2 up 1").tasks("smoke sd-1");
  }

  @Test
  void silence_is_an_event_without_a_task() throws Exception {
    given(passes(60), says("sd-1", HELLO), says("sd-2", HELLO), says("es-1", HELLO), round());
    given(says("es-2", HELLO), round());

    when(passes(40));

    then().events("quiet sd-last up 1", "silence sd-last up 1").tasks("quiet sd-last");
  }

  @Test
  void a_restart_is_not_a_storm() throws Exception {
    given(says("sd-1", NO_SMOKE), round());

    when(stopped(30 * 3600), says("sd-2", SMOKE));

    then().events("smoke sd-2 up 1");
  }

  @Test
  void alarms_wait_on_the_bus_while_the_database_is_away() throws Exception {
    given(databaseAway(60), says("sd-1", SMOKE), round());

    when(says("sd-2", SMOKE), round());

    then().events("smoke sd-1 up 1", "smoke sd-2 up 1").tasks("smoke sd-1", "smoke sd-2");
  }

  @Test
  void a_commit_whose_answer_is_lost_is_not_a_second_event() throws Exception {
    given(atCommit(AtCommit.ANSWER_LOST), says("sd-1", SMOKE), round());

    when(says("sd-1", SMOKE));

    then().events("smoke sd-1 up 1").tasks("smoke sd-1");
  }

  @Test
  void a_lost_answer_is_told_again_with_the_same_key() throws Exception {
    given(answers(Receiver.Answer.UNHEARD), says("sd-1", SMOKE), round());

    when(passes(1));

    then().told().hasSize(2).containsOnly(pipeline().receiver.taken.getFirst().key());
  }

  @Test
  void a_clock_that_is_set_back_delays_no_alarm() throws Exception {
    given(says("sd-1", NO_SMOKE), round(), clockJumps(-3600), round());

    given(says("sd-1", SMOKE), round());

    then().tasks("smoke sd-1").told().hasSize(1);
  }

  @Test
  void what_was_put_off_before_the_clock_was_set_back_is_told_soon() throws Exception {
    given(answers(Receiver.Answer.LATER), says("sd-1", SMOKE), round());

    given(clockJumps(-3600), round());

    then().told().hasSize(1);
  }

  @Test
  void an_alarm_of_a_rule_that_changed_with_a_crash_is_cleared() throws Exception {
    given(says("sd-1", SMOKE), says("sd-2", NO_SMOKE), round());
    pipeline().rules(without("smoke"));

    when(spoiled(LIFE_SAFETY, Spoiling.GONE), killed(1));

    new Outcome(pipeline()).events("smoke sd-1 over 2");
    assertThat(
            database
                .jdbc()
                .sql("select reason from event_change where kind = 'cleared'")
                .query(String.class)
                .list())
        .containsExactly("no-longer-raised");
  }

  @Test
  void an_alarm_whose_records_are_damaged_stays_up() throws Exception {
    given(says("sd-1", SMOKE), round(), says("sd-2", NO_SMOKE), round());
    pipeline().bus.damageFirstBatch(LIFE_SAFETY);

    when(spoiled(LIFE_SAFETY, Spoiling.GONE), killed(4000));

    new Outcome(pipeline()).events("smoke sd-1 up 1");
  }

  @Test
  void rules_that_are_sent_back_come_to_the_same_events() throws Exception {
    given(says("sd-1", SMOKE), round(), says("sd-1", NO_SMOKE), round(), passes(61), round());
    pipeline().bus.bus().move(LIFE_SAFETY, "rules", 0);

    when(says("sd-2", SMOKE));

    then().events("smoke sd-1 over 2", "smoke sd-2 up 1").tasks("smoke sd-1", "smoke sd-2");
  }

  @Test
  void rules_that_are_sent_back_a_little_clear_nothing_and_cry_of_no_silence() throws Exception {
    given(passes(80), says("sd-1", SMOKE), says("sd-2", NO_SMOKE), says(Town.LAST, NO_SMOKE));
    given(round(), passes(80), says("sd-1", SMOKE), says("sd-2", SMOKE), round());
    pipeline().bus.bus().move(LIFE_SAFETY, "rules", 4);

    when(says(Town.LAST, NO_SMOKE));

    new Outcome(pipeline())
        .events(
            "quiet es-1 up 1",
            "quiet es-2 up 1",
            "silence es-1 up 1",
            "silence es-2 up 1",
            "smoke sd-1 up 2",
            "smoke sd-2 up 1");
  }

  private static List<Rule> without(String id) {
    return Town.rules().stream().filter(rule -> !rule.id().equals(id)).toList();
  }

  @Test
  void silence_told_while_the_disk_was_full_stands_after_a_start_that_waits_for_the_database()
      throws Exception {
    given(evaluates(LIFE_SAFETY));
    pipeline().bus.refuse("no space left");
    given(passes(90), round());

    when(databaseAway(60), stopped(0), writes(LIFE_SAFETY));

    then()
        .events(
            "quiet sd-1 up 1",
            "quiet sd-2 up 1",
            "quiet sd-last up 1",
            "silence sd-1 up 1",
            "silence sd-2 up 1",
            "silence sd-last up 1");
  }
}
