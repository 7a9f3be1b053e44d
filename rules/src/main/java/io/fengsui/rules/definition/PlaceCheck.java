package io.fengsui.rules.definition;

import io.fengsui.rules.definition.Condition.Above;
import io.fengsui.rules.definition.Condition.All;
import io.fengsui.rules.definition.Condition.Any;
import io.fengsui.rules.definition.Condition.Below;
import io.fengsui.rules.definition.Condition.Not;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether one engine hears all devices that a rule for places counts. */
final class PlaceCheck {

  private final Vocabulary vocabulary;

  PlaceCheck(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** What is wrong with the rule; empty if nothing. */
  Optional<String> why(Rule rule) {
    if (rule.per() == Scope.DEVICE || vocabulary.types().isEmpty()) {
      return Optional.empty();
    }
    var counted = new HashSet<String>();
    Stream<Condition> conditions =
        Stream.concat(rule.levels().stream().map(Level::when), rule.secondary().stream());
    for (Measure.Members members : conditions.flatMap(PlaceCheck::members).toList()) {
      Set<String> types = types(rule.selection(), members.who());
      if (types.isEmpty()) {
        return Optional.of(
            "none of the types "
                + new TreeSet<>(members.who().types())
                + " is watched by the rule");
      }
      counted.addAll(types);
    }
    Set<String> lanes =
        counted.stream()
            .map(type -> vocabulary.lanes().getOrDefault(type, ""))
            .collect(Collectors.toCollection(TreeSet::new));
    return lanes.size() > 1
        ? Optional.of(
            "the devices that it counts speak on several lanes: " + String.join(", ", lanes))
        : Optional.empty();
  }

  /** What to do about it. */
  String hint() {
    return "name types of one lane, in the rule or in each devices:";
  }

  private Set<String> types(Selection rule, Selection who) {
    Set<String> types = new HashSet<>(vocabulary.types());
    if (!rule.types().isEmpty()) {
      types.retainAll(rule.types());
    }
    if (!who.types().isEmpty()) {
      types.retainAll(who.types());
    }
    return types;
  }

  private static Stream<Measure.Members> members(Condition condition) {
    return switch (condition) {
      case Above(Measure.Members members, _, _) -> Stream.of(members);
      case Below(Measure.Members members, _, _) -> Stream.of(members);
      case All all -> all.parts().stream().flatMap(PlaceCheck::members);
      case Any any -> any.parts().stream().flatMap(PlaceCheck::members);
      case Not not -> members(not.part());
      default -> Stream.empty();
    };
  }
}
