package io.fengsui.rules.definition;

import io.fengsui.rules.expression.Compiled;
import io.fengsui.rules.expression.Mistake;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a rule's guard and checks its types; the first guard loads CEL. */
final class GuardReader {

  private final MetricNames metrics;
  private final Vocabulary vocabulary;
  private final Problems problems;
  private final Scalars scalars;

  GuardReader(Vocabulary vocabulary, Problems problems) {
    this.metrics = new MetricNames(vocabulary, problems);
    this.vocabulary = vocabulary;
    this.problems = problems;
    this.scalars = new Scalars(problems);
  }

  /** The expression; empty if there is none or if it has a mistake. */
  Optional<String> read(Fields rule, Scope per) {
    Node node = rule.get("guard");
    if (node == null) {
      return Optional.empty();
    }
    if (per != Scope.DEVICE) {
      problems.add(
          node, "a guard looks at one device, and this rule is for places", "leave it out");
      return Optional.empty();
    }
    Optional<String> text = scalars.text(node, "guard", Compiled.LONGEST);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Compiled compiled = Compiled.of(text.get(), vocabulary::inGuards);
    if (compiled instanceof Compiled.Refused(var mistakes)) {
      mistakes.forEach(mistake -> tell(mistake, node));
      return Optional.empty();
    }
    return text;
  }

  private void tell(Mistake mistake, Node node) {
    String text = "guard: " + mistake.text();
    String hint = hint(mistake);
    if (inOneLine(node)) {
      int quote = ((ScalarNode) node).getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
      problems.add(node, quote + mistake.offset(), text, hint);
    } else {
      problems.add(node, text + " (character " + (mistake.offset() + 1) + ")", hint);
    }
  }

  private String hint(Mistake mistake) {
    if (mistake.metric().isEmpty()) {
      return mistake.hint();
    }
    return vocabulary.metrics().containsKey(mistake.metric())
        ? "a position is compared with inside: or outsideOf:"
        : metrics.unknownHint(mistake.metric());
  }

  /** Whether each character of the text stands in the file as it is. */
  private static boolean inOneLine(Node node) {
    if (!(node instanceof ScalarNode scalar)
        || node.getStartMark().isEmpty()
        || node.getEndMark().isEmpty()) {
      return false;
    }
    var start = node.getStartMark().get();
    var end = node.getEndMark().get();
    int quotes = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 2;
    return start.getLine() == end.getLine()
        && end.getColumn() - start.getColumn() == scalar.getValue().length() + quotes
        && scalar.getValue().equals(scalar.getValue().strip());
  }
}
