package io.fengsui.rules.definition;

import io.fengsui.rules.definition.MetricNames.Metric;
import io.fengsui.rules.definition.MetricNames.Sense;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads conditions that compare what a metric says, or what it does, with a level. */
final class LevelReader {

  private static final double MOST_PERCENT = 1e6;

  private final MetricNames metrics;
  private final Scalars scalars;
  private final Problems problems;

  LevelReader(MetricNames metrics, Scalars scalars, Problems problems) {
    this.metrics = metrics;
    this.scalars = scalars;
    this.problems = problems;
  }

  /** {@code above} and {@code below}. */
  Optional<Condition> plain(Form form, Optional<Metric> metric, Fields fields, Node value) {
    OptionalDouble level = amount(metric, value, form.key(), Sense.ABSOLUTE);
    Node clearNode = fields.get("clear");
    OptionalDouble clear =
        clearNode == null ? level : amount(metric, clearNode, "clear", Sense.ABSOLUTE);
    Optional<Measure> measure = metric.map(m -> new Measure.Reading(m.name()));
    return form == Form.ABOVE
        ? above(measure, level, clear, clearNode)
        : below(measure, level, clear, clearNode);
  }

  /** {@code between} and {@code outside}. */
  Optional<Condition> span(Form form, Optional<Metric> metric, Fields fields, Node value) {
    if (!(value instanceof SequenceNode list) || list.getValue().size() != 2) {
      problems.add(value, form.key() + " needs two levels", "write " + form.key() + ": [10, 20]");
      return Optional.empty();
    }
    OptionalDouble low = amount(metric, list.getValue().getFirst(), form.key(), Sense.ABSOLUTE);
    OptionalDouble high = amount(metric, list.getValue().getLast(), form.key(), Sense.ABSOLUTE);
    Node marginNode = fields.get("margin");
    OptionalDouble margin =
        marginNode == null
            ? OptionalDouble.of(0)
            : amount(metric, marginNode, "margin", Sense.DIFFERENCE);
    if (metric.isEmpty() || low.isEmpty() || high.isEmpty() || margin.isEmpty()) {
      return Optional.empty();
    }
    double from = low.getAsDouble();
    double to = high.getAsDouble();
    double apart = margin.getAsDouble();
    if (from >= to) {
      problems.add(value, "the first level is not below the second", "write the lower one first");
      return Optional.empty();
    }
    if (apart < 0 || (form == Form.OUTSIDE && 2 * apart >= to - from)) {
      problems.add(
          marginNode == null ? value : marginNode,
          apart < 0 ? "margin is negative" : "it would never be over: nothing is left between",
          "write a margin of less than half of what lies between the levels");
      return Optional.empty();
    }
    var measure = new Measure.Reading(metric.get().name());
    return Optional.of(
        form == Form.BETWEEN
            ? new Condition.All(
                List.of(
                    new Condition.Above(measure, from, from - apart),
                    new Condition.Below(measure, to, to + apart)))
            : new Condition.Any(
                List.of(
                    new Condition.Below(measure, from, from + apart),
                    new Condition.Above(measure, to, to - apart))));
  }

  /** {@code rises} and {@code falls}. */
  Optional<Condition> slope(Form form, Optional<Metric> metric, Fields fields, Node value) {
    OptionalDouble by = apart(metric, value, form.key());
    Node clearNode = fields.get("clear");
    OptionalDouble clear = clearNode == null ? by : apart(metric, clearNode, "clear");
    Optional<Duration> within = window(fields, "within", "within: 10m");
    return above(
        metric.flatMap(
            m ->
                within.map(
                    span ->
                        form == Form.RISES
                            ? new Measure.Rise(m.name(), span)
                            : new Measure.Fall(m.name(), span))),
        by,
        clear,
        clearNode);
  }

  /** {@code deviates} and {@code percentOfMean}. */
  Optional<Condition> deviation(Form form, Optional<Metric> metric, Fields fields, Node value) {
    Node clearNode = fields.get("clear");
    Optional<Duration> over = window(fields, "over", "over: 1h, the time its mean looks back");
    boolean percent = form == Form.PERCENT_OF_MEAN || ofMean(metric, value);
    OptionalDouble by = percent ? percent(value, form.key()) : apart(metric, value, form.key());
    OptionalDouble clear =
        clearNode == null
            ? by
            : percent ? percent(clearNode, "clear") : apart(metric, clearNode, "clear");
    return above(
        metric.flatMap(m -> over.map(span -> new Measure.Deviation(m.name(), span, percent))),
        by,
        clear,
        clearNode);
  }

  /** {@code reaches}. */
  Optional<Condition> forecast(Optional<Metric> metric, Fields fields, Node value) {
    OptionalDouble level = amount(metric, value, "reaches", Sense.ABSOLUTE);
    Optional<Duration> over = window(fields, "over", "over: 1d, what it learns from");
    OptionalDouble sooner =
        fields
            .required("soonerThan", "for instance soonerThan: 14d")
            .map(node -> seconds(node, "soonerThan"))
            .orElse(OptionalDouble.empty());
    Node clearNode = fields.get("clear");
    OptionalDouble clear = clearNode == null ? sooner : seconds(clearNode, "clear");
    Optional<Measure> measure =
        level.isEmpty()
            ? Optional.empty()
            : metric.flatMap(
                m -> over.map(s -> new Measure.TimeTo(m.name(), level.getAsDouble(), s)));
    return below(measure, sooner, clear, clearNode);
  }

  Optional<Condition> above(
      Optional<? extends Measure> measure,
      OptionalDouble level,
      OptionalDouble clear,
      @Nullable Node clearNode) {
    if (level.isEmpty() || clear.isEmpty()) {
      return Optional.empty();
    }
    if (clearNode != null && clear.getAsDouble() > level.getAsDouble()) {
      problems.add(clearNode, "clear lies above the level", "then it would clear at once");
      return Optional.empty();
    }
    return measure.map(m -> new Condition.Above(m, level.getAsDouble(), clear.getAsDouble()));
  }

  private Optional<Condition> below(
      Optional<? extends Measure> measure,
      OptionalDouble level,
      OptionalDouble clear,
      @Nullable Node clearNode) {
    if (level.isEmpty() || clear.isEmpty()) {
      return Optional.empty();
    }
    if (clearNode != null && clear.getAsDouble() < level.getAsDouble()) {
      problems.add(clearNode, "clear lies below the level", "then it would clear at once");
      return Optional.empty();
    }
    return measure.map(m -> new Condition.Below(m, level.getAsDouble(), clear.getAsDouble()));
  }

  private Optional<Duration> window(Fields fields, String key, String example) {
    return fields
        .required(key, "for instance " + example)
        .flatMap(node -> scalars.window(node, key));
  }

  private OptionalDouble seconds(Node node, String what) {
    Optional<Duration> span = scalars.duration(node, what);
    if (span.isPresent() && span.get().isZero()) {
      problems.add(node, what + " is no time at all", "write how long before");
      return OptionalDouble.empty();
    }
    return span.map(s -> OptionalDouble.of(s.toNanos() / 1e9)).orElse(OptionalDouble.empty());
  }

  private OptionalDouble amount(Optional<Metric> metric, Node written, String what, Sense sense) {
    Node node = scalars.resolve(written).orElse(null);
    if (node == null) {
      return OptionalDouble.empty();
    }
    Optional<Scalars.Amount> amount = scalars.amount(node, what);
    return metric.isEmpty() || amount.isEmpty()
        ? OptionalDouble.empty()
        : metrics.inUnit(metric.get(), amount.get(), sense, node);
  }

  /** How far two amounts are apart: more than nothing. */
  private OptionalDouble apart(Optional<Metric> metric, Node node, String what) {
    return positive(amount(metric, node, what, Sense.DIFFERENCE), node, what);
  }

  private OptionalDouble percent(Node node, String what) {
    Optional<Scalars.Amount> amount = scalars.amount(node, what);
    if (amount.isPresent() && !amount.get().unit().isEmpty() && !amount.get().unit().equals("%")) {
      problems.add(node, what + " is not in %: " + Scalars.text(node), "write it in % of the mean");
      return OptionalDouble.empty();
    }
    if (amount.isPresent() && amount.get().number() > MOST_PERCENT) {
      problems.add(node, what + " is out of bounds", "at most 1000000 %");
      return OptionalDouble.empty();
    }
    return positive(
        amount.map(a -> OptionalDouble.of(a.number())).orElse(OptionalDouble.empty()), node, what);
  }

  private OptionalDouble positive(OptionalDouble number, Node node, String what) {
    if (number.isPresent() && number.getAsDouble() <= 0) {
      problems.add(node, what + " must be more than 0", "it is never less than nothing");
      return OptionalDouble.empty();
    }
    return number;
  }

  /** Whether an amount in % is meant of the mean, since the metric itself is not in %. */
  private boolean ofMean(Optional<Metric> metric, Node written) {
    String unit = metric.map(Metric::unit).orElse("");
    return !unit.equals("%") && scalars.peek(written).strip().endsWith("%");
  }
}
