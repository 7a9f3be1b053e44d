package io.fengsui.rules.definition;

import io.fengsui.rules.definition.KnownMetric.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads what stands under {@code when:}. */
final class ConditionReader {

  private static final int MAX_DEPTH = 8;
  private static final int TEXT_LENGTH = 1024;
  private static final List<String> WAYS =
      List.of("above", "below", "is", "any", "all", "not", "silent");

  private final Problems problems;
  private final Scalars scalars;
  private final MetricNames metrics;

  ConditionReader(Vocabulary vocabulary, Problems problems) {
    this.problems = problems;
    this.scalars = new Scalars(problems);
    this.metrics = new MetricNames(vocabulary, problems);
  }

  Optional<Condition> read(Node node) {
    return read(node, MAX_DEPTH);
  }

  private Optional<Condition> read(Node node, int depth) {
    if (depth == 0) {
      problems.add(node, "nested too deeply", "at most " + MAX_DEPTH + " conditions in each other");
      return Optional.empty();
    }
    var fields =
        Fields.of(
            node,
            "a condition",
            problems,
            "metric",
            "above",
            "below",
            "clear",
            "is",
            "any",
            "all",
            "not",
            "silent");
    List<String> ways = fields.present(WAYS);
    if (ways.size() != 1) {
      if (ways.size() > 1) {
        String both = String.join(" and ", ways);
        problems.add(node, both + " do not go together", "join conditions with any: or all:");
      } else if (fields.isMapping()) {
        problems.add(
            node, "the condition says nothing to wait for", "one of " + String.join(", ", WAYS));
      }
      return Optional.empty();
    }
    String way = ways.getFirst();
    boolean level = way.equals("above") || way.equals("below");
    stray(fields, "metric", level || way.equals("is"), way);
    stray(fields, "clear", level, way);
    Node value = fields.get(way);
    if (value == null) {
      return Optional.empty();
    }
    return switch (way) {
      case "above", "below" -> level(fields, way, value);
      case "is" -> is(fields, value);
      case "any" -> parts(value, way, depth).map(Condition.Any::new);
      case "all" -> parts(value, way, depth).map(Condition.All::new);
      case "not" -> read(value, depth - 1).map(Condition.Not::new);
      default -> silent(value);
    };
  }

  private void stray(Fields fields, String key, boolean allowed, String way) {
    Node node = fields.get(key);
    if (node != null && !allowed) {
      problems.add(node, "\"" + key + "\" does not go with \"" + way + "\"", "leave it out");
    }
  }

  private Optional<Condition> level(Fields fields, String way, Node value) {
    Optional<MetricNames.Metric> metric = metric(fields);
    OptionalDouble level = level(metric, value, way);
    Node clearNode = fields.get("clear");
    OptionalDouble clear = clearNode == null ? level : level(metric, clearNode, "clear");
    if (metric.isEmpty() || level.isEmpty() || clear.isEmpty()) {
      return Optional.empty();
    }
    double from = level.getAsDouble();
    double to = clear.getAsDouble();
    if (clearNode != null && (way.equals("above") ? to > from : to < from)) {
      String side = way.equals("above") ? "above" : "below";
      problems.add(clearNode, "clear lies " + side + " the level", "then it would clear at once");
      return Optional.empty();
    }
    String name = metric.get().name();
    return Optional.of(
        way.equals("above")
            ? new Condition.Above(new Measure.Reading(name), from, to)
            : new Condition.Below(new Measure.Reading(name), from, to));
  }

  private OptionalDouble level(Optional<MetricNames.Metric> metric, Node node, String what) {
    Optional<Scalars.Amount> amount = scalars.amount(node, what);
    if (amount.isEmpty()
        || (metric.isPresent() && !metrics.fits(metric.get(), amount.get(), node))) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(amount.get().number());
  }

  private Optional<Condition> is(Fields fields, Node value) {
    Optional<MetricNames.Metric> metric = metric(fields);
    @Nullable Kind kind = metric.flatMap(MetricNames.Metric::kind).orElse(null);
    if (kind == Kind.QUANTITY) {
      problems.add(value, "a quantity is not compared with is", "use above: or below:");
      return Optional.empty();
    }
    Optional<? extends Object> wanted =
        kind == Kind.FLAG || Scalars.isFlag(value) ? scalars.flag(value, "is") : text(value);
    return metric.flatMap(m -> wanted.map(w -> new Condition.Is(m.name(), w)));
  }

  private Optional<String> text(Node value) {
    if (value instanceof ScalarNode scalar
        && scalar.isPlain()
        && !scalar.getTag().equals(Tag.STR)) {
      problems.add(
          value,
          "is compares flags and texts, not " + Scalars.text(value),
          "use above: or below: for numbers, quotes for a text");
      return Optional.empty();
    }
    return scalars.text(value, "is", TEXT_LENGTH);
  }

  private Optional<MetricNames.Metric> metric(Fields fields) {
    return fields.required("metric", "say which: metric: smoke").flatMap(metrics::read);
  }

  private Optional<List<Condition>> parts(Node value, String way, int depth) {
    if (!(value instanceof SequenceNode list) || list.getValue().isEmpty()) {
      problems.add(value, way + " must be a list of conditions", "begin each with - ");
      return Optional.empty();
    }
    var parts = new ArrayList<Condition>();
    for (Node part : list.getValue()) {
      read(part, depth - 1).ifPresent(parts::add);
    }
    return parts.size() == list.getValue().size() ? Optional.of(parts) : Optional.empty();
  }

  private Optional<Condition> silent(Node value) {
    if (Scalars.text(value).equals("class")) {
      return Optional.of(new Condition.Absent(Optional.empty()));
    }
    Optional<Duration> limit = scalars.duration(value, "silent");
    if (limit.isPresent() && limit.get().isZero()) {
      problems.add(value, "silent for no time", "write a duration, or class for the device's own");
      return Optional.empty();
    }
    return limit.map(Optional::of).map(Condition.Absent::new);
  }
}
