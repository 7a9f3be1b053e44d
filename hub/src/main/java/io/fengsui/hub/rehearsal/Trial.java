package io.fengsui.hub.rehearsal;

import io.fengsui.hub.rehearsal.Outcome.Novelty;
import io.fengsui.rules.definition.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two rule sets side by side. What they have in common is run once: rules do not know each other,
 * so it does the same on both sides.
 *
 * @param running all that runs on the side of the rules that run
 * @param tried those of the other side that are not among them
 * @param novelties of all rules, by id
 */
record Trial(List<Rule> running, List<Rule> tried, Map<String, Novelty> novelties) {
  Trial {
    running = List.copyOf(running);
    tried = List.copyOf(tried);
  }

  /**
   * Sets two rule sets side by side.
   *
   * @param candidate all that would run
   * @param ids of the rules that somebody wants to try
   * @param only whether the others are left out on both sides
   */
  static Trial of(List<Rule> running, List<Rule> candidate, Set<String> ids, boolean only) {
    Map<String, Rule> now = new LinkedHashMap<>();
    running.forEach(rule -> now.put(rule.id(), rule));
    Map<String, Novelty> novelties = new LinkedHashMap<>();
    List<Rule> tried = new ArrayList<>();
    for (Rule rule : candidate) {
      Rule before = now.get(rule.id());
      if (before == null) {
        novelties.put(rule.id(), Novelty.NEW);
        tried.add(rule);
      } else if (!before.behavesLike(rule)) {
        novelties.put(rule.id(), Novelty.CHANGED);
        tried.add(rule);
      } else {
        novelties.put(rule.id(), ids.contains(rule.id()) ? Novelty.UNCHANGED : Novelty.BESIDE);
      }
    }
    now.keySet().forEach(id -> novelties.putIfAbsent(id, Novelty.REMOVED));
    if (only) {
      novelties.values().removeIf(Novelty.BESIDE::equals);
    }
    List<Rule> kept = running.stream().filter(rule -> novelties.containsKey(rule.id())).toList();
    return new Trial(kept, tried, novelties);
  }

  /** Every rule once: as it would be where it is tried. */
  List<Rule> all() {
    Map<String, Rule> all = new LinkedHashMap<>();
    running.forEach(rule -> all.put(rule.id(), rule));
    tried.forEach(rule -> all.put(rule.id(), rule));
    return List.copyOf(all.values());
  }

  /** Whether both sides have this rule in common. */
  boolean isCommon(String rule) {
    return switch (novelties.getOrDefault(rule, Novelty.NEW)) {
      case UNCHANGED, BESIDE -> true;
      case NEW, CHANGED, REMOVED -> false;
    };
  }
}
