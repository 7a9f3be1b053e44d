package io.fengsui.rules;

import static io.fengsui.rules.Watch.at;
import static io.fengsui.rules.Watch.is;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.definition.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules that keep one state for a building. */
class PlaceTest {

  private static final Measure SMOKING =
      new Measure.Members(Selection.ALL, is("smoke", true), Duration.ofSeconds(60), false);
  private static final Rule TWO =
      Draft.of("two").per(Scope.BUILDING).when(new Condition.Above(SMOKING, 2, 2)).rule();

  private final List<Change> changes = new ArrayList<>();
  private final RuleEngine engine = new RuleEngine(List.of(TWO));

  private static Subject in(String id, String building) {
    var where = new Whereabouts("330106001", "", building, "");
    return new Subject(id, "smoke-detector", Set.of(), where, Duration.ofHours(1));
  }

  private void says(int second, String id, boolean smoke) {
    var signal = new Signal(in(id, "3"), at(second), Map.of("smoke", smoke));
    engine.accept(signal, changes::add);
  }

  @Test
  void two_devices_within_a_minute_raise_one_alarm_that_names_both() {
    says(0, "a", true);
    says(5, "a", false);
    says(60, "b", true);

    assertThat(changes).singleElement().isInstanceOf(Change.Raised.class);
    assertThat(changes.getFirst().subject()).isEqualTo("building:330106001/3");
    assertThat(changes.getFirst().evidence())
        .extracting(Evidence::device)
        .containsExactlyInAnyOrder("a", "b");

    engine.wake(at(64), changes::add);
    assertThat(changes).hasSize(1);
    engine.wake(at(65), changes::add);
    assertThat(changes).hasSize(2);
    assertThat(changes.getLast().at()).isEqualTo(at(65));
  }

  @Test
  void who_moves_away_counts_no_more_and_who_is_retired_neither() {
    says(0, "a", true);
    says(1, "b", true);
    engine.watch(in("b", "4"), at(0), changes::add);
    assertThat(changes).hasSize(2);
    says(2, "c", true);
    engine.forget("c", changes::add);

    assertThat(changes)
        .extracting(c -> c.getClass().getSimpleName())
        .containsExactly("Raised", "Cleared", "Raised", "Cleared");
  }

  @Test
  void a_place_without_devices_leaves_no_alarm_up() {
    says(0, "a", true);
    says(1, "b", true);
    engine.forget("a", changes::add);
    engine.forget("b", changes::add);

    assertThat(engine.firing()).isEmpty();
  }

  @Test
  void is_explained_by_the_devices_that_count() {
    says(0, "a", true);

    var explanation = engine.explain("two", "building:330106001/3").orElseThrow();

    assertThat(explanation.standing()).isEqualTo(Explanation.Standing.QUIET);
    assertThat(explanation.levels().getFirst().value()).isEqualTo(1.0);
    assertThat(explanation.levels().getFirst().parts())
        .extracting(Explanation.Part::text)
        .containsExactly("a");
  }
}
