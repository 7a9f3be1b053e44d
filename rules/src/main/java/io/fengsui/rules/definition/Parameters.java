package io.fengsui.rules.definition;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** What a rule sets, and which of it was asked for by {@code $name}. */
final class Parameters {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,31}");

  private final boolean open;
  private final Map<String, Node> values;
  private final Set<String> used;

  private Parameters(boolean open, Map<String, Node> values, Set<String> used) {
    this.open = open;
    this.values = values;
    this.used = used;
  }

  /** Where parameters do not count. */
  static Parameters closed() {
    return new Parameters(false, Map.of(), new HashSet<>());
  }

  static Parameters of(Map<String, Node> values) {
    return new Parameters(true, values, new HashSet<>());
  }

  /** These, some with other values; what is used of the ones is used of the others. */
  Parameters with(Map<String, Node> others) {
    var all = new HashMap<>(values);
    all.putAll(others);
    return new Parameters(open, all, used);
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  Set<String> names() {
    return values.keySet();
  }

  boolean isUsed(String name) {
    return used.contains(name);
  }

  /** The node, or what it stands for if that is set. */
  Node lookUp(Node node) {
    return node instanceof ScalarNode scalar && scalar.getValue().startsWith("$")
        ? values.getOrDefault(scalar.getValue().substring(1).strip(), node)
        : node;
  }

  /** The node, or what it stands for; empty, and a problem, if that is not set. */
  Optional<Node> resolve(Node node, Problems problems) {
    if (!(node instanceof ScalarNode scalar)
        || !scalar.getValue().startsWith("$")
        || scalar.getValue().startsWith("$$")) {
      return Optional.of(node);
    }
    String name = scalar.getValue().substring(1).strip();
    Node value = values.get(name);
    if (!open) {
      problems.add(
          node, "\"$" + name + "\" does not count here", "only in when:, levels: and holdFor:");
    } else if (value == null) {
      String hint =
          values.isEmpty()
              ? "write set: { " + (isName(name) ? name : "high") + ": … } in the rule"
              : Spelling.hint(name, values.keySet());
      problems.add(node, "unknown parameter \"$" + name + "\"", hint);
    } else {
      used.add(name);
    }
    return Optional.ofNullable(value);
  }
}
