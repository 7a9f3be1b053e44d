package io.fengsui.rules;

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

/** A rule in the making. */
final class Draft {

  private final String id;
  private Scope per = Scope.DEVICE;
  private Selection selection = Selection.ALL;
  private final List<Level> levels = new ArrayList<>();
  private final List<Variant> variants = new ArrayList<>();
  private Duration keepFor = Duration.ZERO;
  private Optional<Flapping> flapping = Optional.empty();
  private Optional<String> guard = Optional.empty();
  private Optional<Condition> secondary = Optional.empty();

  private Draft(String id) {
    this.id = id;
  }

  static Draft of(String id) {
    return new Draft(id);
  }

  Draft per(Scope scope) {
    per = scope;
    return this;
  }

  Draft selects(Selection devices) {
    selection = devices;
    return this;
  }

  Draft level(Severity severity, Condition when, int holdFor) {
    levels.add(new Level(severity, when, Duration.ofSeconds(holdFor)));
    return this;
  }

  Draft when(Condition when) {
    return level(Severity.II, when, 0);
  }

  /** The same level, with another condition for some devices. */
  Draft variant(Selection where, Condition when) {
    Level first = levels.getFirst();
    variants.add(new Variant(where, List.of(new Level(first.severity(), when, first.holdFor()))));
    return this;
  }

  Draft keepFor(int seconds) {
    keepFor = Duration.ofSeconds(seconds);
    return this;
  }

  Draft flapping(int times, int seconds) {
    flapping = Optional.of(new Flapping(times, Duration.ofSeconds(seconds)));
    return this;
  }

  Draft guard(String expression) {
    guard = Optional.of(expression);
    return this;
  }

  Draft secondary(Condition when) {
    secondary = Optional.of(when);
    return this;
  }

  Rule rule() {
    return new Rule(
        id,
        new Label("标题", "title"),
        per,
        selection,
        levels,
        variants,
        keepFor,
        flapping,
        guard,
        secondary,
        true,
        "test",
        new Label("建议", "advice"),
        false);
  }
}
