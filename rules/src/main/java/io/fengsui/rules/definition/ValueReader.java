package io.fengsui.rules.definition;

import io.fengsui.rules.definition.KnownMetric.Kind;
import io.fengsui.rules.definition.MetricNames.Metric;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads conditions on flags, texts and positions. */
final class ValueReader {

  private static final int TEXT_LENGTH = 1024;

  private final Scalars scalars;
  private final Problems problems;
  private final Named<Zone> zones;

  ValueReader(Scalars scalars, Problems problems, Named<Zone> zones) {
    this.scalars = scalars;
    this.problems = problems;
    this.zones = zones;
  }

  /** {@code is} and {@code changesTo}. */
  Optional<Condition> equal(Form form, Optional<Metric> metric, Node written) {
    Node value = scalars.resolve(written).orElse(null);
    @Nullable Kind kind = metric.flatMap(Metric::kind).orElse(null);
    if (value == null) {
      return Optional.empty();
    }
    if (kind == Kind.QUANTITY || kind == Kind.POSITION) {
      problems.add(
          value,
          "a " + (kind == Kind.QUANTITY ? "quantity" : "position") + " is not compared with is",
          kind == Kind.QUANTITY ? "use above: or below:" : "use inside: or outsideOf: a zone");
      return Optional.empty();
    }
    if (kind == Kind.TEXT && Scalars.isFlag(value)) {
      problems.add(value, "this metric is a text", "write \"" + Scalars.text(value) + "\"");
      return Optional.empty();
    }
    Optional<? extends Object> wanted =
        kind == Kind.FLAG || Scalars.isFlag(value)
            ? scalars.flag(value, form.key())
            : text(value, form.key());
    return metric.flatMap(
        m ->
            wanted.map(
                w ->
                    form == Form.IS
                        ? new Condition.Is(m.name(), w)
                        : new Condition.Turned(m.name(), w)));
  }

  /** {@code inside} and {@code outsideOf}. */
  Optional<Condition> place(Form form, Optional<Metric> metric, Node written) {
    if (metric.isPresent() && metric.get().kind().orElse(Kind.POSITION) != Kind.POSITION) {
      String name = metric.get().name();
      problems.add(written, name + " is no position", "for instance metric: position");
      return Optional.empty();
    }
    Optional<Zone> zone = scalars.resolve(written).flatMap(zones::find);
    return metric.flatMap(
        m ->
            zone.map(
                z -> {
                  var within = new Condition.Within(m.name(), z);
                  return form == Form.INSIDE ? within : new Condition.Not(within);
                }));
  }

  private Optional<String> text(Node value, String what) {
    if (value instanceof ScalarNode scalar
        && scalar.isPlain()
        && !scalar.getTag().equals(Tag.STR)) {
      problems.add(
          value,
          what + " compares flags and texts, not " + Scalars.text(value),
          "use above: or below: for numbers, quotes for a text");
      return Optional.empty();
    }
    return scalars
        .text(value, what, TEXT_LENGTH)
        .map(text -> text.startsWith("$$") ? text.substring(1) : text);
  }
}
