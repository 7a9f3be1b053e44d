package io.fengsui.rules.definition;

import io.fengsui.rules.definition.OverrideReader.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what stands under {@code set:} and {@code with:}. */
final class ParameterReader {

  private final Problems problems;

  ParameterReader(Problems problems) {
    this.problems = problems;
  }

  /** What a rule sets. */
  Parameters read(Fields rule) {
    List<NodeTuple> entries = rule.entries("set", "parameter");
    for (NodeTuple entry : entries) {
      String name = Scalars.text(entry.getKeyNode());
      if (!Parameters.isName(name)) {
        problems.add(
            entry.getKeyNode(),
            "\"" + name + "\" is no name of a parameter",
            "use letters, digits and _, at most 32");
      }
    }
    return Parameters.of(values(entries));
  }

  /** With other values; empty if the override names one that the rule does not set. */
  Optional<Parameters> override(Parameters parameters, Setting override) {
    int before = problems.size();
    for (NodeTuple entry : override.values()) {
      String name = Scalars.text(entry.getKeyNode());
      if (!parameters.names().contains(name)) {
        String hint =
            parameters.names().isEmpty()
                ? "the rule sets none; write set: { " + name + ": … } in it"
                : Spelling.hint(name, parameters.names());
        problems.add(entry.getKeyNode(), "unknown parameter \"" + name + "\"", hint);
      }
    }
    Map<String, Node> values = values(override.values());
    return problems.size() == before ? Optional.of(parameters.with(values)) : Optional.empty();
  }

  /** Tells of what is set and never asked for. */
  static void warnOfUnused(Fields rule, Parameters parameters, Problems problems) {
    for (Node key : rule.keysUnder("set")) {
      String name = Scalars.text(key);
      if (!parameters.isUsed(name)) {
        problems.warn(
            key, "the parameter \"" + name + "\" is not used", "write $" + name + " somewhere");
      }
    }
  }

  private Map<String, Node> values(List<NodeTuple> entries) {
    var values = new HashMap<String, Node>();
    for (NodeTuple entry : entries) {
      if (entry.getValueNode() instanceof ScalarNode scalar) {
        values.put(Scalars.text(entry.getKeyNode()), scalar);
      } else {
        problems.add(entry.getValueNode(), "a parameter is one value", "for instance high: 65 Cel");
      }
    }
    return values;
  }
}
