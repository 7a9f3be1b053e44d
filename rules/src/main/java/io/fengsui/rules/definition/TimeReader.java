package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads conditions that only time can tell: silence, hours, counts and orders. */
final class TimeReader {

  private static final int MOST_COUNTED = 100;
  private static final double USUAL_TIMES = 3;
  private static final double MOST_TIMES = 1000;

  private final Surroundings surroundings;
  private final Problems problems;
  private final Scalars scalars;
  private final LevelReader levels;
  private final ConditionReader conditions;

  TimeReader(
      Surroundings surroundings, Scalars scalars, LevelReader levels, ConditionReader conditions) {
    this.surroundings = surroundings;
    this.problems = surroundings.problems();
    this.scalars = scalars;
    this.levels = levels;
    this.conditions = conditions;
  }

  /** {@code silent}. */
  Optional<Condition> silent(Fields fields, Node written) {
    Node value = scalars.resolve(written).orElse(null);
    if (value == null) {
      return Optional.empty();
    }
    String text = Scalars.text(value);
    Node times = fields.get("times");
    if (text.equals("learned")) {
      return times == null ? Optional.of(new Condition.Overdue(USUAL_TIMES)) : overdue(times);
    }
    if (times != null) {
      problems.add(times, "\"times\" goes with \"silent: learned\" only", "leave it out");
      return Optional.empty();
    }
    if (text.equals("class")) {
      return Optional.of(new Condition.Absent(Optional.empty()));
    }
    Optional<Duration> limit = scalars.duration(value, "silent");
    if (limit.isPresent() && limit.get().isZero()) {
      problems.add(value, "silent for no time", "write a duration, or class for the device's own");
      return Optional.empty();
    }
    return limit.map(Optional::of).map(Condition.Absent::new);
  }

  private Optional<Condition> overdue(Node node) {
    Optional<Scalars.Amount> times = scalars.amount(node, "times");
    if (times.isPresent()
        && !(times.get().unit().isEmpty()
            && times.get().number() >= 1
            && times.get().number() <= MOST_TIMES)) {
      problems.add(node, "times is out of bounds: " + Scalars.text(node), "write 1 to 1000");
      return Optional.empty();
    }
    return times.map(t -> new Condition.Overdue(t.number()));
  }

  /** {@code during}: a name, or hours written out. */
  Optional<Condition> during(Node written) {
    Optional<Node> value = scalars.resolve(written);
    return value
        .flatMap(
            node ->
                node instanceof MappingNode
                    ? new HoursReader(problems).read(node)
                    : surroundings.hours().find(node))
        .map(Condition.During::new);
  }

  /** {@code count}. */
  Optional<Condition> count(Fields fields, Node value, int depth) {
    Optional<Condition> of = conditions.read(value, Where.COUNTED, depth);
    Optional<Duration> within = within(fields);
    Node least = fields.get("atLeast");
    Node most = fields.get("atMost");
    if (least != null && most == null) {
      Node clearNode = fields.get("clear");
      OptionalDouble level = number(least, "atLeast", 1, MOST_COUNTED);
      OptionalDouble clear =
          clearNode == null ? level : number(clearNode, "clear", 1, MOST_COUNTED);
      return levels.above(measure(of, within, level), level, clear, clearNode);
    }
    if (most != null && least == null) {
      return atMost(fields, most, of, within);
    }
    fields.complain("a count needs atLeast or atMost", "for instance atLeast: 3");
    return Optional.empty();
  }

  private Optional<Condition> atMost(
      Fields fields, Node most, Optional<Condition> of, Optional<Duration> within) {
    Node clear = fields.get("clear");
    if (clear != null) {
      problems.add(clear, "\"clear\" does not go with \"atMost\"", "leave it out");
    }
    OptionalDouble level = number(most, "atMost", 0, MOST_COUNTED - 1);
    if (level.isEmpty()) {
      return Optional.empty();
    }
    double over = level.getAsDouble() + 1;
    return measure(of, within, OptionalDouble.of(over))
        .map(measure -> new Condition.Below(measure, over, over));
  }

  private static Optional<Measure> measure(
      Optional<Condition> of, Optional<Duration> within, OptionalDouble most) {
    return most.isEmpty()
        ? Optional.empty()
        : of.flatMap(
            condition ->
                within.map(span -> new Measure.Count(condition, span, (int) most.getAsDouble())));
  }

  /** {@code first} with {@code then} or {@code without}. */
  Optional<Condition> order(Fields fields, Node value, int depth) {
    Optional<Condition> first = conditions.read(value, Where.STEP, depth);
    Optional<Duration> within = within(fields);
    Node then = fields.get("then");
    Node without = fields.get("without");
    if (then != null && without == null) {
      Optional<Condition> second = conditions.read(then, Where.STEP, depth);
      return first.flatMap(
          f -> second.flatMap(s -> within.map(w -> new Condition.Follows(f, s, w))));
    }
    if (without != null && then == null) {
      Optional<Condition> answer = conditions.read(without, Where.STEP, depth);
      return first.flatMap(
          f -> answer.flatMap(a -> within.map(w -> new Condition.Unanswered(f, a, w))));
    }
    fields.complain("first needs then or without", "for instance then: { metric: …, is: … }");
    return Optional.empty();
  }

  private OptionalDouble number(Node node, String what, int least, int most) {
    return scalars.count(node, what, least, most).stream().asDoubleStream().findFirst();
  }

  private Optional<Duration> within(Fields fields) {
    return fields
        .required("within", "for instance within: 1m")
        .flatMap(node -> scalars.window(node, "within"));
  }
}
