package io.fengsui.hub.rules;

import io.fengsui.rules.definition.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one set of rules has otherwise than another; ids, in the order of the sets.
 *
 * @param changed go up or come down otherwise: they begin anew, and what is up is cleared
 * @param reworded tell people something else, or have another category or task; alarms go on
 */
public record RuleDifference(
    List<String> added, List<String> removed, List<String> changed, List<String> reworded) {
  public RuleDifference {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
    reworded = List.copyOf(reworded);
  }

  /** From one set to the other. */
  public static RuleDifference between(List<Rule> before, List<Rule> after) {
    Map<String, Rule> old = new LinkedHashMap<>();
    before.forEach(rule -> old.put(rule.id(), rule));
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> reworded = new ArrayList<>();
    for (Rule rule : after) {
      Rule was = old.remove(rule.id());
      if (was == null) {
        added.add(rule.id());
      } else if (!rule.behavesLike(was)) {
        changed.add(rule.id());
      } else if (!rule.equals(was)) {
        reworded.add(rule.id());
      }
    }
    return new RuleDifference(added, List.copyOf(old.keySet()), changed, reworded);
  }

  /** Whether both sets say the same. */
  public boolean isNothing() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty() && reworded.isEmpty();
  }

  /** Whether alarms of a rule that are up come down. */
  public boolean clears(String rule) {
    return removed.contains(rule) || changed.contains(rule);
  }
}
