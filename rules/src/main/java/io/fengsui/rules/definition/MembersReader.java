package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads conditions that count the devices of a place. */
final class MembersReader {

  static final List<String> KEYS = keys();
  private static final int MOST_DEVICES = 10_000;

  private final Problems problems;
  private final Scalars scalars;
  private final SelectionReader selections;
  private final LevelReader levels;
  private final ConditionReader conditions;

  MembersReader(
      Surroundings surroundings, Scalars scalars, LevelReader levels, ConditionReader conditions) {
    this.problems = surroundings.problems();
    this.scalars = scalars;
    this.selections = new SelectionReader(surroundings.vocabulary(), problems);
    this.levels = levels;
    this.conditions = conditions;
  }

  /** {@code devices}. */
  Optional<Condition> read(Fields fields, Node value, int depth) {
    var who = Fields.of(value, "devices", problems, KEYS);
    Selection selection = selections.read(who);
    Optional<Condition> when =
        who.required("when", "what counts, for instance when: { metric: smoke, is: true }")
            .flatMap(node -> conditions.read(node, Where.MEMBER, depth));
    Node spanNode = fields.get("within");
    Optional<Duration> within =
        spanNode == null ? Optional.of(Duration.ZERO) : scalars.window(spanNode, "within");
    Node least = fields.get("atLeast");
    Node none = fields.get("none");
    if (none != null && least == null) {
      return none(none, fields)
          .flatMap(_ -> measure(selection, when, within, false))
          .map(measure -> new Condition.Below(measure, 1, 1));
    }
    if (least != null && none == null) {
      Node clearNode = fields.get("clear");
      boolean percent = scalars.peek(least).strip().endsWith("%");
      OptionalDouble level = amount(least, "atLeast", percent);
      OptionalDouble clear = clearNode == null ? level : amount(clearNode, "clear", percent);
      return levels.above(measure(selection, when, within, percent), level, clear, clearNode);
    }
    fields.complain(
        "devices needs atLeast or none", "for instance atLeast: 2, atLeast: 30 % or none: true");
    return Optional.empty();
  }

  private Optional<Boolean> none(Node node, Fields fields) {
    Node clear = fields.get("clear");
    if (clear != null) {
      problems.add(clear, "\"clear\" does not go with \"none\"", "leave it out");
    }
    Optional<Boolean> none = scalars.flag(node, "none");
    if (none.isPresent() && !none.get()) {
      problems.add(node, "none is true or not there", "write atLeast: 1 for some");
      return Optional.empty();
    }
    return none;
  }

  private static Optional<Measure> measure(
      Selection who, Optional<Condition> when, Optional<Duration> within, boolean percent) {
    return when.flatMap(
        condition -> within.map(span -> new Measure.Members(who, condition, span, percent)));
  }

  private OptionalDouble amount(Node written, String what, boolean percent) {
    if (!percent) {
      return scalars.count(written, what, 1, MOST_DEVICES).stream().asDoubleStream().findFirst();
    }
    Node node = scalars.resolve(written).orElse(written);
    Optional<Scalars.Amount> share = scalars.amount(node, what);
    if (share.isEmpty()) {
      return OptionalDouble.empty();
    }
    double number = share.get().number();
    if (!share.get().unit().isEmpty() && !share.get().unit().equals("%")) {
      problems.add(node, what + " is not in %: " + Scalars.text(node), "write it in %, as atLeast");
      return OptionalDouble.empty();
    }
    if (number <= 0 || number > 100) {
      problems.add(node, what + " is out of bounds: " + Scalars.text(node), "up to 100 %");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(number);
  }

  private static List<String> keys() {
    var keys = new ArrayList<>(SelectionReader.KEYS);
    keys.add("when");
    return List.copyOf(keys);
  }
}
