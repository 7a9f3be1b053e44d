package io.fengsui.rules;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.evaluation.Gaps;
import io.fengsui.rules.evaluation.TypePlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The subjects of an engine, with the plan of each type, and the copy of them in the making. */
final class Roster {

  private final List<Rule> rules;
  private final Map<String, TypePlan> plans = new HashMap<>();
  private final Map<String, Watched> subjects = new HashMap<>();
  private final Gaps gaps = new Gaps();
  private @Nullable Capture capture;
  private long captures;

  Roster(List<Rule> rules) {
    this.rules = rules;
  }

  List<Rule> rules() {
    return rules;
  }

  /** When nobody could be heard. */
  Gaps gaps() {
    return gaps;
  }

  @Nullable Watched find(String id) {
    return subjects.get(id);
  }

  Collection<Watched> all() {
    return subjects.values();
  }

  /** Adds a subject, or puts it in the place of what it was before. */
  void put(Watched watched) {
    watched.copied = captures;
    subjects.put(watched.subject.id(), watched);
  }

  @Nullable Watched remove(String id) {
    Watched gone = subjects.remove(id);
    if (gone != null) {
      save(gone);
    }
    return gone;
  }

  TypePlan plan(String type) {
    return plans.computeIfAbsent(type, key -> new TypePlan(rules, key));
  }

  Map<String, TypePlan> plans() {
    return plans;
  }

  /** The alarms that are up, ordered by subject id and rule. */
  List<RuleEngine.Firing> firing() {
    var firing = new ArrayList<RuleEngine.Firing>();
    for (Watched watched : subjects.values()) {
      for (Alarm alarm : watched.alarms()) {
        if (Mover.isUp(alarm.state())) {
          Rule rule = alarm.rule.rule();
          Instant began = Mover.began(alarm.state());
          firing.add(new RuleEngine.Firing(rule, watched.subject.id(), began));
        }
      }
    }
    firing.sort(Comparator.comparing(RuleEngine.Firing::subject));
    return firing;
  }

  /** Begins a copy; an earlier one that is not complete never will be. */
  Capture capture(RuleEngine engine) {
    var begun = new Capture(engine, subjects.values().toArray(Watched[]::new), ++captures);
    capture = begun;
    return begun;
  }

  /** The copy is complete. */
  void ended(Capture of) {
    if (capture == of) {
      capture = null;
    }
  }

  /** To be called before anything of a subject changes that a copy in the making must not see. */
  void save(Watched watched) {
    if (capture != null) {
      capture.save(watched);
    }
  }
}
