package io.fengsui.rules;

import static io.fengsui.rules.Watch.above;
import static io.fengsui.rules.Watch.at;
import static io.fengsui.rules.Watch.is;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.evaluation.Guard;
import io.fengsui.rules.evaluation.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked besides a condition, and what makes an alarm a secondary one. */
class GuardTest {

  private static final Rule DAMP_HEAT =
      Draft.of("damp-heat").when(above("temperature", 30)).guard("humidity > 80").rule();

  /** How often a guard was asked. */
  private static final class Asked implements Guard {
    private int times;

    @Override
    public Set<String> metrics() {
      return Set.of("humidity");
    }

    @Override
    public Verdict holds(Function<String, @Nullable Object> latest) {
      times++;
      return latest.apply("humidity") instanceof Double humidity
          ? Verdict.of(humidity > 80)
          : Verdict.UNKNOWN;
    }
  }

  @Test
  void an_alarm_needs_both_the_condition_and_the_guard() {
    var watch = new Watch(DAMP_HEAT);

    watch.says(1, "a", Map.of("temperature", 35.0, "humidity", 60.0));
    watch.says(2, "a", "humidity", 90.0).says(3, "a", "humidity", 50.0);

    assertThat(watch.said).containsExactly("2.0 raised damp-heat a", "3.0 cleared damp-heat a");
  }

  @Test
  void a_guard_whose_metric_is_missing_raises_nothing_and_clears_nothing() {
    var watch = new Watch(DAMP_HEAT);
    watch.says(1, "a", "temperature", 35.0);
    assertThat(watch.said).isEmpty();

    watch.says(2, "a", "humidity", 90.0).says(3, "a", "humidity", "wet");

    assertThat(watch.said).containsExactly("2.0 raised damp-heat a");
  }

  @Test
  void a_guard_is_asked_only_while_the_condition_holds() {
    var asked = new Asked();
    var engine = new RuleEngine(List.of(DAMP_HEAT), _ -> asked);
    List<Change> changes = new ArrayList<>();

    for (int second = 0; second < 100; second++) {
      Map<String, Object> cool = Map.of("temperature", 20.0, "humidity", 90.0);
      engine.accept(new Signal(Watch.device("a"), at(second), cool), changes::add);
    }
    assertThat(asked.times).isZero();

    Map<String, Object> hot = Map.of("temperature", 40.0);
    engine.accept(new Signal(Watch.device("a"), at(100), hot), changes::add);
    assertThat(asked.times).isPositive();
    assertThat(changes).hasSize(1);
  }

  @Test
  void who_sounds_because_a_neighbour_does_is_secondary() {
    Rule smoke = Draft.of("smoke").when(is("smoke", true)).secondary(is("linked", true)).rule();
    var watch = new Watch(smoke);

    watch.says(1, "a", "smoke", true);
    watch.says(2, "b", Map.of("smoke", true, "linked", true));

    assertThat(watch.changes)
        .extracting(change -> ((Change.Raised) change).secondary())
        .containsExactly(false, true);
  }
}
