package io.fengsui.hub.api;

import io.fengsui.rules.definition.Problems;
import io.fengsui.rules.definition.YamlText;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The part of a rule file that is about one rule, as it is written. */
final class RuleText {
  private RuleText() {}

  /** From the rule's id to before what follows, without comments at its end; empty if not there. */
  static String of(String file, String rule) {
    return YamlText.root(file, new Problems(""))
        .flatMap(root -> entry(root, "rules"))
        .flatMap(rules -> entry(rules.getValueNode(), rule))
        .flatMap(found -> text(file, found))
        .orElse("");
  }

  private static Optional<NodeTuple> entry(Node node, String key) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(each -> each.getKeyNode() instanceof ScalarNode k && k.getValue().equals(key))
            .findFirst()
        : Optional.empty();
  }

  private static Optional<String> text(String file, NodeTuple found) {
    Optional<Mark> start = found.getKeyNode().getStartMark();
    Optional<Mark> end = found.getValueNode().getEndMark();
    if (start.isEmpty() || end.isEmpty()) {
      return Optional.empty();
    }
    int from = file.offsetByCodePoints(0, start.get().getIndex());
    int to = file.offsetByCodePoints(0, end.get().getIndex());
    int column = start.get().getColumn();
    var text = new StringBuilder(" ".repeat(column));
    text.append(file, from, to);
    String whole = text.toString().stripTrailing();
    while (whole.substring(whole.lastIndexOf('\n') + 1).strip().startsWith("#")) {
      whole = whole.substring(0, whole.lastIndexOf('\n') + 1).stripTrailing();
    }
    return Optional.of(whole.stripIndent());
  }
}
