package io.fengsui.rules.reference;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Measure.Members;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which devices count in their places, and until when. */
final class Roll {
  private final Map<Of, State> states = new HashMap<>();

  private record Of(Scope per, Members members, String device) {}

  /**
   * @param holding the condition held when it was looked at last
   * @param until how long it counts although it is over
   */
  private record State(boolean holding, long until) {
    static final State NEW = new State(false, Long.MIN_VALUE);
  }

  void judge(Scope per, Members members, Past past, long now) {
    var of = new Of(per, members, past.subject().id());
    State state = states.getOrDefault(of, State.NEW);
    boolean holds = new Judge(past).of(members.when(), state.holding, now) == Truth.YES;
    if (state.holding && !holds) {
      states.put(of, new State(false, now + members.within().toNanos()));
    } else {
      states.put(of, new State(holds, state.until));
    }
  }

  boolean counts(Scope per, Members members, Past past, long now) {
    State state = states.getOrDefault(new Of(per, members, past.subject().id()), State.NEW);
    return state.holding || now < state.until;
  }

  long until(Scope per, Members members, Past past) {
    return states.getOrDefault(new Of(per, members, past.subject().id()), State.NEW).until;
  }

  void forget(String device) {
    states.keySet().removeIf(of -> of.device.equals(device));
  }

  /** A device stands in another place. */
  void forget(Scope per, String device) {
    states.keySet().removeIf(of -> of.per == per && of.device.equals(device));
  }

  static List<Members> membersIn(Rule rule) {
    var members = new ArrayList<Members>();
    for (Level level : rule.levels()) {
      collect(level.when(), members);
    }
    rule.secondary().ifPresent(secondary -> collect(secondary, members));
    return members;
  }

  private static void collect(Condition condition, List<Members> into) {
    switch (condition) {
      case Condition.Above(Measure measure, _, _) when measure instanceof Members m -> into.add(m);
      case Condition.Below(Measure measure, _, _) when measure instanceof Members m -> into.add(m);
      case Condition.All(List<Condition> parts) -> parts.forEach(part -> collect(part, into));
      case Condition.Any(List<Condition> parts) -> parts.forEach(part -> collect(part, into));
      case Condition.Not(Condition part) -> collect(part, into);
      default -> {}
    }
  }
}
