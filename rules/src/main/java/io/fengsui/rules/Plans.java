package io.fengsui.rules;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.evaluation.Guard;
import io.fengsui.rules.evaluation.Plan;
import io.fengsui.rules.evaluation.Share;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The plans of places, one a scope, and of devices, one for all that the same rules watch. */
final class Plans {

  private final List<Rule> rules;
  private final Map<String, Guard> compiled = new HashMap<>();
  private final Function<Rule, Guard> guards;
  private final Map<Scope, Plan> places = new EnumMap<>(Scope.class);
  private final List<Plan.Part> parts = new ArrayList<>();
  private final Fits fits;
  private final Map<Fits.Traits, Plan> byTraits = new HashMap<>();

  /** By the variant of each rule that watches, and the shares. */
  private final Map<List<Integer>, Plan> byFit = new LinkedHashMap<>();

  Plans(List<Rule> rules, Function<Rule, Guard> guards) {
    this.rules = rules;
    this.guards = rule -> compiled.computeIfAbsent(rule.id(), _ -> guards.apply(rule));
    for (Scope scope : Scope.values()) {
      if (scope != Scope.DEVICE) {
        addPlaces(scope);
      }
    }
    this.fits = new Fits(rules, parts);
  }

  private void addPlaces(Scope scope) {
    var chosen = new ArrayList<Plan.Chosen>();
    for (int order = 0; order < rules.size(); order++) {
      if (rules.get(order).per() == scope) {
        chosen.add(new Plan.Chosen(rules.get(order), order, rules.get(order).levels()));
      }
    }
    if (chosen.isEmpty()) {
      return;
    }
    var plan = new Plan(true, chosen, List.of(), guards);
    places.put(scope, plan);
    for (int slot = 0; slot < plan.slots().size(); slot++) {
      if (plan.slots().get(slot) instanceof Share share) {
        parts.add(new Plan.Part(share, rules.size() + parts.size(), scope, slot));
      }
    }
  }

  List<Rule> rules() {
    return rules;
  }

  /** The plan of the places of a scope that has rules. */
  Plan place(Scope scope) {
    Plan plan = places.get(scope);
    if (plan == null) {
      throw new IllegalArgumentException("no rule is per " + scope);
    }
    return plan;
  }

  /** What devices may count for, by rank. */
  List<Plan.Part> parts() {
    return parts;
  }

  /** The plans of places by scope. */
  Map<Scope, Plan> places() {
    return places;
  }

  /** The plans of devices, in the order in which they came to be. */
  Collection<Plan> devices() {
    return byFit.values();
  }

  /** The plan of a device. */
  Plan device(Subject subject) {
    return byTraits.computeIfAbsent(fits.traits(subject), _ -> fitting(subject));
  }

  private Plan fitting(Subject subject) {
    var chosen = new ArrayList<Plan.Chosen>();
    var counted = new ArrayList<Plan.Part>();
    var fit = new ArrayList<Integer>();
    for (int order = 0; order < rules.size(); order++) {
      Rule rule = rules.get(order);
      if (rule.per() == Scope.DEVICE && Fits.fits(rule.selection(), subject)) {
        int variant = Fits.variant(rule, subject);
        fit.add(order);
        fit.add(variant);
        chosen.add(
            new Plan.Chosen(
                rule, order, variant < 0 ? rule.levels() : rule.variants().get(variant).levels()));
      }
    }
    for (Plan.Part part : parts) {
      if (Fits.fits(part.share(), subject)) {
        fit.add(part.rank());
        counted.add(part);
      }
    }
    return byFit.computeIfAbsent(fit, _ -> new Plan(false, chosen, counted, guards));
  }
}
