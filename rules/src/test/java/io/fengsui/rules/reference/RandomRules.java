package io.fengsui.rules.reference;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Flapping;
import io.fengsui.rules.definition.Label;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.definition.Selection;
import io.fengsui.rules.definition.Severity;
import io.fengsui.rules.definition.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random rules of all kinds. */
final class RandomRules {
  private static final Label TEXT = new Label("文", "text");
  private static final List<Severity> LEAST_FIRST =
      List.of(Severity.IV, Severity.III, Severity.II, Severity.I);
  private static final Selection TAGGED =
      new Selection(Set.of(), Set.of("x"), Set.of(), Set.of(), Set.of());
  private static final Selection IN_GRID =
      new Selection(Set.of("sd"), Set.of(), Set.of("330"), Set.of(), Set.of());
  private static final Selection SOME =
      new Selection(Set.of(), Set.of(), Set.of(), Set.of(Duration.ofSeconds(9)), Set.of("a", "d"));
  private static final Selection TAGGED_Y =
      new Selection(Set.of(), Set.of("y"), Set.of(), Set.of(), Set.of());

  private final boolean odd;
  private final RandomConditions conditions;

  /** With spans that are whole seconds, or never. */
  RandomRules(boolean odd) {
    this.odd = odd;
    conditions = new RandomConditions(odd);
  }

  /** One to five rules. */
  Arbitrary<List<Rule>> rules() {
    return rules(
        Arbitraries.of(Scope.PAIR, Scope.BUILDING, Scope.FLOOR, Scope.GRID, Scope.COMMUNITY));
  }

  /** The same, without larger places. */
  Arbitrary<List<Rule>> ofBuildings() {
    return rules(Arbitraries.of(Scope.BUILDING, Scope.FLOOR));
  }

  private Arbitrary<List<Rule>> rules(Arbitrary<Scope> places) {
    return Arbitraries.frequencyOf(Tuple.of(3, ofDevices()), Tuple.of(1, ofPlaces(places)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(RandomRules::numbered);
  }

  /** One rule for devices; its id is not its own. */
  private Arbitrary<Rule> ofDevices() {
    Arbitrary<Selection> selection =
        Arbitraries.of(Selection.ALL, Selection.ALL, TAGGED, IN_GRID, SOME);
    Arbitrary<Optional<String>> guard =
        Arbitraries.frequency(Tuple.of(6, Optional.empty()), Tuple.of(1, Optional.of("u")));
    return Combinators.combine(
            selection,
            levels(conditions.ofDevice()),
            Arbitraries.of(true, false),
            spans(0, 0, 1, 3, 8),
            flapping(),
            guard,
            secondary(conditions.ofReadings()))
        .as(
            (who, levels, varied, keep, flaps, when, second) ->
                rule(Scope.DEVICE, who, levels, varied, keep, flaps, when, second));
  }

  /** One rule for places; its id is not its own. */
  private Arbitrary<Rule> ofPlaces(Arbitrary<Scope> per) {
    return Combinators.combine(
            per,
            Arbitraries.of(Selection.ALL, TAGGED),
            levels(conditions.ofPlace()),
            spans(0, 0, 1, 3, 8),
            flapping(),
            secondary(conditions.ofPlace()))
        .as(
            (scope, who, levels, keep, flaps, second) ->
                rule(scope, who, levels, false, keep, flaps, Optional.empty(), second));
  }

  private static Rule rule(
      Scope per,
      Selection who,
      List<Level> levels,
      boolean varied,
      Duration keep,
      Optional<Flapping> flapping,
      Optional<String> guard,
      Optional<Condition> secondary) {
    List<Variant> variants = varied ? List.of(variant(levels)) : List.of();
    return new Rule(
        "r", TEXT, per, who, levels, variants, keep, flapping, guard, secondary, true, "test", TEXT,
        false);
  }

  /** Thresholds that are a little higher, for who is tagged. */
  private static Variant variant(List<Level> levels) {
    return new Variant(
        TAGGED_Y,
        levels.stream()
            .map(level -> new Level(level.severity(), raised(level.when()), level.holdFor()))
            .toList());
  }

  private static Condition raised(Condition condition) {
    return condition instanceof Condition.Above above
        ? new Condition.Above(above.measure(), above.level() + 1, above.clear() + 1)
        : condition;
  }

  private Arbitrary<List<Level>> levels(Arbitrary<Condition> when) {
    return Combinators.combine(when, spans(0, 0, 1, 2, 5))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(RandomRules::ladder);
  }

  private record Step(Condition when, Duration holdFor) {}

  private static List<Level> ladder(List<Step> steps) {
    var levels = new ArrayList<Level>();
    for (int i = 0; i < steps.size(); i++) {
      levels.add(new Level(LEAST_FIRST.get(i), steps.get(i).when, steps.get(i).holdFor));
    }
    return levels;
  }

  private Arbitrary<Optional<Flapping>> flapping() {
    Arbitrary<Optional<Flapping>> flaps =
        Combinators.combine(Arbitraries.of(2, 3), spans(10, 20))
            .as((times, within) -> Optional.of(new Flapping(times, within)));
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just(Optional.empty())), Tuple.of(1, flaps));
  }

  private Arbitrary<Optional<Condition>> secondary(Arbitrary<Condition> when) {
    return Arbitraries.frequencyOf(
        Tuple.of(5, Arbitraries.just(Optional.empty())), Tuple.of(1, when.map(Optional::of)));
  }

  private Arbitrary<Duration> spans(Integer... seconds) {
    return RandomConditions.spans(odd, seconds);
  }

  private static List<Rule> numbered(List<Rule> rules) {
    var numbered = new ArrayList<Rule>();
    for (Rule rule : rules) {
      numbered.add(
          new Rule(
              "r" + numbered.size(),
              rule.title(),
              rule.per(),
              rule.selection(),
              rule.levels(),
              rule.variants(),
              rule.keepFor(),
              rule.flapping(),
              rule.guard(),
              rule.secondary(),
              rule.task(),
              rule.category(),
              rule.advice(),
              rule.shadow()));
    }
    return numbered;
  }
}
