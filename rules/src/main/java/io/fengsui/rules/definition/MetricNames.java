package io.fengsui.rules.definition;

import io.fengsui.rules.definition.KnownMetric.Kind;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Checks metrics and the units of their levels against the vocabulary. */
final class MetricNames {

  private static final Pattern NAME = Pattern.compile("[^\\s{}\\[\\],\"']{1,128}");

  private final Vocabulary vocabulary;
  private final Problems problems;

  MetricNames(Vocabulary vocabulary, Problems problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /** A metric as far as it is known: of one outside the vocabulary only the name is. */
  record Metric(String name, Optional<KnownMetric> known) {
    Optional<Kind> kind() {
      return known.map(KnownMetric::kind);
    }

    /** The unit of its values; empty if it has none, or if it is not known. */
    String unit() {
      return known.map(KnownMetric::unit).orElse("");
    }
  }

  /** Whether an amount says where something lies, or how far two things are apart. */
  enum Sense {
    ABSOLUTE,
    DIFFERENCE
  }

  Optional<Metric> read(Node node) {
    String name = Scalars.text(node);
    if (Scalars.isNull(node) || !NAME.matcher(name).matches()) {
      problems.add(node, "\"" + name + "\" is no metric", "for instance metric: smoke");
      return Optional.empty();
    }
    Optional<KnownMetric> known = Optional.ofNullable(vocabulary.metrics().get(name));
    if (known.isEmpty() && !vocabulary.isForeign(name)) {
      problems.add(node, "unknown metric \"" + name + "\"", unknownHint(name));
      return Optional.empty();
    }
    return Optional.of(new Metric(name, known));
  }

  /** What to do about a metric that is not known. */
  String unknownHint(String name) {
    return Spelling.hint(name, vocabulary.metrics().keySet())
        + "; what the vocabulary has not is written "
        + Vocabulary.FOREIGN
        + name;
  }

  /** The amount in the metric's unit; empty, and a problem, if the metric is not measured so. */
  OptionalDouble inUnit(Metric metric, Scalars.Amount amount, Sense sense, Node where) {
    if (metric.known().isEmpty()) {
      return OptionalDouble.of(amount.number());
    }
    KnownMetric known = metric.known().get();
    if (known.kind() != Kind.QUANTITY) {
      problems.add(where, metric.name() + " has no level", "use " + usual(known.kind()));
      return OptionalDouble.empty();
    }
    if (amount.unit().isEmpty()) {
      return OptionalDouble.of(amount.number());
    }
    OptionalDouble converted =
        sense == Sense.ABSOLUTE
            ? Units.convert(amount.number(), amount.unit(), known.unit())
            : Units.convertDifference(amount.number(), amount.unit(), known.unit());
    if (converted.isEmpty()) {
      String unit = known.unit().isEmpty() ? "has no unit" : "is in " + known.unit();
      problems.add(
          where,
          "wrong unit \"" + amount.unit() + "\": " + metric.name() + " " + unit,
          unitHint(amount.unit(), known.unit()));
    }
    return converted;
  }

  private static String unitHint(String written, String unit) {
    if (unit.isEmpty()) {
      return "leave the unit out";
    }
    Optional<String> meant =
        Units.known().contains(written)
            ? Optional.empty()
            : Spelling.nearest(written, Units.known())
                .filter(u -> Units.convert(1, u, unit).isPresent());
    return meant
        .map(u -> "did you mean \"" + u + "\"?")
        .orElse("convert the number, or leave the unit out");
  }

  private static String usual(Kind kind) {
    return switch (kind) {
      case FLAG -> "is: true";
      case POSITION -> "inside: or outsideOf: a zone";
      case TEXT, QUANTITY -> "is: \"…\"";
    };
  }
}
