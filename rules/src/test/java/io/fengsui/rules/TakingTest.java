package io.fengsui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.RuleFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is old may raise alarms where a life depends on it, and clears none. */
class TakingTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Subject DEVICE = new Subject("d-1", "heater", "1", Duration.ofHours(1));
  private static final String RULES =
      """
      rules:
        warm:
          title: { zh: 温, en: Warm }
          when: { metric: temperature, above: 40 }
          severity: III
          category: fire
          advice: { zh: 看, en: Look }
        hot:
          title: { zh: 热, en: Hot }
          when: { metric: temperature, above: 80 }
          severity: I
          category: fire
          advice: { zh: 去, en: Go }
        cold:
          title: { zh: 冷, en: Cold }
          when: { metric: temperature, below: 0 }
          holdFor: 10s
          severity: III
          category: device
          advice: { zh: 看, en: Look }
        rising:
          title: { zh: 升, en: Rising }
          when: { metric: temperature, rises: 30, within: 1h }
          severity: II
          category: fire
          advice: { zh: 看, en: Look }
      """;

  private final RuleEngine engine = new RuleEngine(RuleFile.read("t.yaml", RULES).rules());
  private final Readings readings = new Readings();
  private final List<Change> changes = new ArrayList<>();

  @Test
  void in_order_an_older_reading_does_not_count() {
    says(10, 10, 20, Taking.IN_ORDER);
    says(11, 9, 90, Taking.IN_ORDER);

    assertThat(told()).isEmpty();
  }

  @Test
  void an_older_reading_raises_also_beside_a_lesser_alarm_on_the_same_metric() {
    says(10, 10, 50, Taking.OLD_MAY_RAISE);
    assertThat(told()).containsExactly("warm up");

    says(11, 9, 90, Taking.OLD_MAY_RAISE);
    assertThat(told()).containsExactly("hot up");

    says(12, 12, 20, Taking.OLD_MAY_RAISE);
    assertThat(told()).containsExactly("warm over", "hot over");
  }

  @Test
  void what_is_late_clears_nothing_and_is_forgotten_if_it_raises_nothing() {
    says(10, 10, 50, Taking.ALL_MAY_RAISE);
    assertThat(told()).as("nothing was known: it may raise").containsExactly("warm up");
    says(20, 20, 60, Taking.OLD_MAY_RAISE);

    says(30, 25, 20, Taking.ALL_MAY_RAISE);
    engine.wake(NOON.plusSeconds(60), changes::add);

    assertThat(told()).isEmpty();
    assertThat(engine.explain("warm", "d-1").orElseThrow().levels().getFirst().value())
        .isEqualTo(60.0);
  }

  @Test
  void what_is_late_may_begin_to_wait_and_the_next_reading_of_now_decides() {
    says(10, 10, 20, Taking.OLD_MAY_RAISE);
    says(20, 5, -5, Taking.ALL_MAY_RAISE);
    says(25, 25, 20, Taking.OLD_MAY_RAISE);
    engine.wake(NOON.plusSeconds(60), changes::add);
    assertThat(told()).isEmpty();

    says(70, 5, -5, Taking.ALL_MAY_RAISE);
    engine.wake(NOON.plusSeconds(90), changes::add);
    assertThat(told()).containsExactly("cold up");
  }

  @Test
  void what_is_bygone_is_told_and_over_at_once_and_hides_no_alarm_of_now() {
    says(10, 10, 20, Taking.OLD_MAY_RAISE);

    says(20, 5, 90, Taking.BYGONE);
    assertThat(changes).filteredOn(Change.Raised.class::isInstance).hasSize(2);
    assertThat(((Change.Raised) changes.getFirst()).observedAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(told()).containsExactly("warm up", "warm over", "hot up", "hot over");
    assertThat(engine.firing()).isEmpty();
    assertThat(engine.explain("warm", "d-1").orElseThrow().levels().getFirst().value())
        .isEqualTo(20.0);

    says(20, 20, 90, Taking.OLD_MAY_RAISE);
    assertThat(changes.stream().map(Change::incident).distinct()).hasSize(3);
    assertThat(told()).containsExactly("warm up", "hot up", "rising up");
  }

  @Test
  void nothing_waits_for_what_is_bygone_and_an_alarm_that_is_up_stays() {
    says(10, 10, 90, Taking.OLD_MAY_RAISE);
    assertThat(told()).containsExactly("warm up", "hot up");

    says(20, 5, 95, Taking.BYGONE);
    says(30, 6, -20, Taking.BYGONE);
    engine.wake(NOON.plusSeconds(90), changes::add);

    assertThat(told()).isEmpty();
    assertThat(engine.firing()).hasSize(2);
  }

  @Test
  void nothing_is_tracked_of_what_is_old() {
    says(100, 100, 20, Taking.OLD_MAY_RAISE);
    says(101, 50, -20, Taking.OLD_MAY_RAISE);
    says(102, 102, 21, Taking.OLD_MAY_RAISE);

    assertThat(told()).as("it did not rise by 41").isEmpty();
  }

  private void says(int at, int observedAt, double temperature, Taking taking) {
    engine.accept(
        DEVICE,
        NOON.plusSeconds(at),
        readings.clear().number("temperature", temperature),
        NOON.plusSeconds(observedAt),
        true,
        taking,
        changes::add);
  }

  private List<String> told() {
    List<String> told =
        changes.stream()
            .map(each -> each.rule().id() + (each instanceof Change.Raised ? " up" : " over"))
            .toList();
    changes.clear();
    return told;
  }
}
