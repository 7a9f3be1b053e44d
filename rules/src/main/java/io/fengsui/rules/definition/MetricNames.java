package io.fengsui.rules.definition;

import io.fengsui.rules.definition.KnownMetric.Kind;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Checks metrics and the units of their levels against the vocabulary. */
final class MetricNames {

  private static final Pattern NAME = Pattern.compile("[^\\s{}\\[\\],\"']{1,128}");
  private static final String FOREIGN = "ext.";

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
  }

  Optional<Metric> read(Node node) {
    String name = Scalars.text(node);
    if (Scalars.isNull(node) || !NAME.matcher(name).matches()) {
      problems.add(node, "\"" + name + "\" is no metric", "for instance metric: smoke");
      return Optional.empty();
    }
    Optional<KnownMetric> known = Optional.ofNullable(vocabulary.metrics().get(name));
    if (known.isEmpty() && !name.startsWith(FOREIGN) && !vocabulary.metrics().isEmpty()) {
      String hint = Spelling.hint(name, vocabulary.metrics().keySet());
      problems.add(
          node,
          "unknown metric \"" + name + "\"",
          hint + "; what the vocabulary has not is written " + FOREIGN + name);
      return Optional.empty();
    }
    return Optional.of(new Metric(name, known));
  }

  /** Whether the metric has levels and the amount is in its unit; a problem if not. */
  boolean fits(Metric metric, Scalars.Amount amount, Node where) {
    if (metric.known().isEmpty()) {
      return true;
    }
    KnownMetric known = metric.known().get();
    if (known.kind() != Kind.QUANTITY) {
      problems.add(where, metric.name() + " has no level", "use is: " + usual(known.kind()));
      return false;
    }
    if (!amount.unit().isEmpty() && !amount.unit().equals(known.unit())) {
      String unit = known.unit().isEmpty() ? "has no unit" : "is in " + known.unit();
      problems.add(
          where,
          "wrong unit \"" + amount.unit() + "\": " + metric.name() + " " + unit,
          known.unit().isEmpty()
              ? "leave the unit out"
              : "convert the number, or leave the unit out");
      return false;
    }
    return true;
  }

  private static String usual(Kind kind) {
    return switch (kind) {
      case FLAG -> "true";
      case TEXT, QUANTITY, POSITION -> "\"…\"";
    };
  }
}
