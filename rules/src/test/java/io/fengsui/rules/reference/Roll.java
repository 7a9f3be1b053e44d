package io.fengsui.rules.reference;

import io.fengsui.rules.Subject;
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
  private long passed = Long.MIN_VALUE;

  private record Of(Scope per, Members members, String device) {}

  /**
   * @param holding the condition held when it was looked at last
   * @param until how long it counts although it is over
   */
  private record State(boolean holding, long until) {
    static final State NEW = new State(false, Long.MIN_VALUE);
  }

  /** All that was due through a time has happened: who counted until then does so no more. */
  void passed(long through) {
    passed = through;
  }

  void judge(Scope per, Members members, Past past, long now) {
    var of = new Of(per, members, past.subject().id());
    State state = states.getOrDefault(of, State.NEW);
    boolean holds = new Judge(past).of(members.when(), state.holding, now) == Truth.YES;
    if (state.holding && !holds) {
      boolean lingers = members.within().isPositive();
      states.put(of, new State(false, lingers ? now + members.within().toNanos() : Long.MIN_VALUE));
    } else {
      states.put(of, new State(holds, state.until));
    }
  }

  boolean counts(Scope per, Members members, Past past) {
    State state = states.getOrDefault(new Of(per, members, past.subject().id()), State.NEW);
    return state.holding || passed < state.until;
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

  /** A place is one while a device is there that some rule for such places may count. */
  static boolean mayCount(List<Rule> rules, Scope per, Subject device) {
    return rules.stream()
        .filter(rule -> rule.per() == per && Places.fits(rule.selection(), device))
        .flatMap(rule -> membersIn(rule).stream())
        .anyMatch(members -> Places.fits(members.who(), device));
  }

  /** What its levels count; a change of what only {@code secondary} counts moves nothing. */
  static List<Members> membersInLevels(Rule rule) {
    var members = new ArrayList<Members>();
    for (Level level : rule.levels()) {
      collect(level.when(), members);
    }
    return members;
  }

  static List<Members> membersIn(Rule rule) {
    List<Members> members = membersInLevels(rule);
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
