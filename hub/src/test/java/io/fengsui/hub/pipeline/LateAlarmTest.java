package io.fengsui.hub.pipeline;

import static io.fengsui.hub.pipeline.Saying.NO_SMOKE;
import static io.fengsui.hub.pipeline.Saying.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.event.EventSteps;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fire that a gateway held back becomes a task; an old one is to be looked into. */
class LateAlarmTest extends PipelineStage {
  private static final Duration HOURS = Duration.ofHours(3);
  private static final Duration DAYS = Duration.ofDays(2);

  @Test
  void a_fire_of_some_hours_ago_is_a_task_and_says_when_it_was_observed() throws Exception {
    given(says("sd-1", NO_SMOKE), round());
    Instant before = pipeline().clock.instant();

    when(saysLate("sd-1", SMOKE, HOURS));

    then().events("smoke sd-1 up 1").tasks("smoke sd-1");
    GovernanceEvent event = EventSteps.events(pipeline().jdbc).getFirst();
    assertThat(event.severity()).isEqualTo(Severity.I);
    assertThat(event.title().en()).endsWith("(late: observed earlier)");
    assertThat(event.observedAt())
        .isBetween(before.minus(HOURS), before.minus(HOURS.minusHours(1)));
  }

  @Test
  void an_older_one_is_missed_and_a_fire_of_now_is_one_of_its_own() throws Exception {
    given(says("sd-1", NO_SMOKE), round());

    when(saysLate("sd-1", SMOKE, DAYS));
    then().events("hub.missed sd-1 over 2").tasks("hub.missed sd-1");

    when(says("sd-1", SMOKE));
    then()
        .events("hub.missed sd-1 over 2", "smoke sd-1 up 1")
        .tasks("hub.missed sd-1", "smoke sd-1");
    assertThat(EventSteps.events(pipeline().jdbc).stream().map(GovernanceEvent::severity))
        .containsExactlyInAnyOrder(Severity.III, Severity.I);
  }

  @Test
  void a_hub_that_is_killed_decides_the_same_again() throws Exception {
    given(saysLate("sd-1", SMOKE, DAYS), saysLate("sd-2", SMOKE, HOURS), round(), killed(3));
    when(passes(1));

    then()
        .events("hub.missed sd-1 over 2", "smoke sd-2 up 1")
        .tasks("hub.missed sd-1", "smoke sd-2");
  }

  @Test
  void a_gateway_that_empties_its_buffer_makes_one_task_a_device() throws Exception {
    for (int hours : List.of(60, 50, 40, 30)) {
      given(saysLate("sd-1", SMOKE, Duration.ofHours(hours)), round());
    }
    when(saysLate("sd-1", SMOKE, HOURS));

    then().tasks("hub.missed sd-1", "smoke sd-1");
  }
}
