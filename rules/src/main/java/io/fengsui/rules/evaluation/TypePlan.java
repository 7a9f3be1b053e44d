package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rules watch subjects of one type, and what they look at. Immutable. */
public final class TypePlan {

  private final List<BoundRule> rules;
  private final List<String> metrics;
  private final Map<String, MetricPlan> plans = new HashMap<>();
  private final BoundRule[] whenHeard;

  /** Binds those of the rules that watch the type. */
  public TypePlan(List<Rule> all, String type) {
    var names = new LinkedHashSet<String>();
    all.stream()
        .filter(rule -> watches(rule, type))
        .forEach(rule -> names.addAll(rule.levels().getFirst().when().metrics()));
    metrics = List.copyOf(names);
    var bound = new ArrayList<BoundRule>();
    for (int order = 0; order < all.size(); order++) {
      if (watches(all.get(order), type)) {
        bound.add(BoundRule.of(all.get(order), order, metrics));
      }
    }
    rules = List.copyOf(bound);
    for (int i = 0; i < metrics.size(); i++) {
      int slot = i;
      var caring = rules.stream().filter(rule -> rule.slots().contains(slot)).toList();
      plans.put(metrics.get(slot), new MetricPlan(slot, caring));
    }
    whenHeard = rules.stream().filter(BoundRule::turnsWhenHeard).toArray(BoundRule[]::new);
  }

  private static boolean watches(Rule rule, String type) {
    Set<String> types = rule.selection().types();
    return types.isEmpty() || types.contains(type);
  }

  /** The rules that watch the type, in order. */
  public List<BoundRule> rules() {
    return rules;
  }

  /** The rule with this place among all rules, if it watches the type; else null. */
  public @Nullable BoundRule rule(int order) {
    for (BoundRule rule : rules) {
      if (rule.order() == order) {
        return rule;
      }
    }
    return null;
  }

  /** The metrics' names by slot. */
  public List<String> metrics() {
    return metrics;
  }

  /** What to do with a metric; null if no rule looks at it. */
  public @Nullable MetricPlan metric(String name) {
    return plans.get(name);
  }

  /** Adds the rules whose quiet alarms may move because the subject was heard. */
  public void collectHeard(Candidates into) {
    for (BoundRule rule : whenHeard) {
      into.add(rule);
    }
  }

  /** What was known under another plan, for this one. */
  public Latest move(Latest latest, TypePlan before) {
    return latest.moved(metrics.stream().mapToInt(before.metrics::indexOf).toArray());
  }
}
