package io.fengsui.hub.rules;

import io.fengsui.rules.definition.Rule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What each rule did, as metrics. Of the first {@value #MOST} rules only: each rule is a time
 * series of its own.
 */
final class RuleMeters {
  private static final int MOST = 200;

  private final MultiGauge raised;
  private final MultiGauge up;

  RuleMeters(MeterRegistry registry) {
    this.raised =
        MultiGauge.builder("fengsui.rule.raised")
            .description("Alarms that a rule raised since it was made or changed")
            .register(registry);
    this.up =
        MultiGauge.builder("fengsui.rule.up")
            .description("Alarms of a rule that are up")
            .register(registry);
  }

  /** Shows the rules of a set instead of those that were shown. */
  void show(RulesStage stage) {
    List<Rule> rules = stage.rules().stream().limit(MOST).toList();
    raised.register(rows(rules, rule -> stage.count(rule.id()).raised()), true);
    up.register(rows(rules, rule -> stage.count(rule.id()).up()), true);
  }

  private static List<Row<?>> rows(List<Rule> rules, ToDoubleFunction<Rule> value) {
    return rules.stream()
        .<Row<?>>map(
            rule ->
                Row.of(
                    Tags.of("rule", rule.id(), "mode", rule.shadow() ? "shadow" : "armed"),
                    () -> value.applyAsDouble(rule)))
        .toList();
  }
}
