package io.fengsui.rules.definition;

import io.fengsui.rules.definition.Condition.Above;
import io.fengsui.rules.definition.Condition.Below;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what a rule waits for and how grave that is: one level, or several under levels. */
final class LadderReader {

  static final List<String> KEYS = List.of("severity", "when", "holdFor");

  private final Problems problems;
  private final Scalars scalars;
  private final ConditionReader conditions;

  LadderReader(Surroundings surroundings, Parameters parameters) {
    this.problems = surroundings.problems();
    this.scalars = new Scalars(problems, parameters);
    this.conditions = new ConditionReader(surroundings, parameters);
  }

  /** One level as it was read, and where it stands. */
  private record Rung(Node node, Level level) {}

  /** The levels; empty if one of them has a mistake. */
  Optional<List<Level>> read(Fields rule, Where where) {
    Duration holdFor = holdFor(rule, Duration.ZERO);
    Node ladder = rule.get("levels");
    if (ladder == null) {
      return level(rule, holdFor, where).map(List::of);
    }
    for (String key : rule.present(List.of("when", "severity"))) {
      rule.complain("\"" + key + "\" does not go with \"levels\"", "write it in each level");
    }
    if (!(ladder instanceof SequenceNode list) || list.getValue().isEmpty()) {
      problems.add(ladder, "levels must be a list", "begin each with - , the least grave first");
      return Optional.empty();
    }
    var rungs = new ArrayList<Rung>();
    for (Node node : list.getValue()) {
      var fields = Fields.of(node, "a level", problems, KEYS);
      level(fields, holdFor(fields, holdFor), where)
          .ifPresent(level -> rungs.add(new Rung(node, level)));
    }
    if (rungs.size() < list.getValue().size()) {
      return Optional.empty();
    }
    int before = problems.size();
    for (int i = 1; i < rungs.size(); i++) {
      for (int j = 0; j < i; j++) {
        compare(rungs.get(j).level(), rungs.get(i), j == i - 1);
      }
    }
    return problems.size() == before
        ? Optional.of(rungs.stream().map(Rung::level).toList())
        : Optional.empty();
  }

  private Optional<Level> level(Fields fields, Duration holdFor, Where where) {
    Optional<Condition> when =
        fields
            .required("when", "for instance when: { metric: smoke, is: true }")
            .flatMap(node -> conditions.read(node, where));
    Optional<Severity> severity =
        fields
            .required("severity", "write severity: I, II, III or IV")
            .flatMap(node -> SeverityReader.read(node, problems));
    return severity.flatMap(s -> when.map(w -> new Level(s, w, holdFor)));
  }

  private Duration holdFor(Fields fields, Duration usual) {
    Node node = fields.get("holdFor");
    return node == null ? usual : scalars.duration(node, "holdFor").orElse(usual);
  }

  private void compare(Level lower, Rung upper, boolean next) {
    Level graver = upper.level();
    int rise = lower.severity().compareTo(graver.severity());
    if (rise <= 0) {
      if (next) {
        problems.add(
            upper.node(),
            rise == 0
                ? "two levels are of severity " + lower.severity()
                : "severity %s comes after %s".formatted(graver.severity(), lower.severity()),
            "the least grave first, each graver than the one before");
      }
    } else if (graver.holdFor().compareTo(lower.holdFor()) <= 0
        && noLater(graver.when(), lower.when())) {
      problems.add(
          upper.node(),
          "level %s comes no later than level %s, which is never seen"
              .formatted(graver.severity(), lower.severity()),
          "give the graver one the more extreme level, or a longer holdFor");
    }
  }

  /** Whether one condition holds whenever another does, as far as their levels tell. */
  private static boolean noLater(Condition one, Condition other) {
    if (one instanceof Above a && other instanceof Above b && a.measure().equals(b.measure())) {
      return a.level() <= b.level();
    }
    if (one instanceof Below a && other instanceof Below b && a.measure().equals(b.measure())) {
      return a.level() >= b.level();
    }
    return one.equals(other);
  }
}
