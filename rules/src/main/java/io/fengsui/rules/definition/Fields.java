package io.fengsui.rules.definition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** The entries of a mapping whose keys are known beforehand; complains about all others. */
public final class Fields {

  private final Node where;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Problems problems;

  private Fields(Node where, Problems problems) {
    this.where = where;
    this.problems = problems;
  }

  /**
   * The entries of {@code node}; none, and a problem, if it is no mapping.
   *
   * @param what how people know it, for instance {@code title}
   */
  public static Fields of(Node node, String what, Problems problems, String... known) {
    var fields = new Fields(node, problems);
    List<String> keys = List.of(known);
    for (NodeTuple entry : tuples(node, what, "keys: " + String.join(", ", keys), problems)) {
      String key = Scalars.text(entry.getKeyNode());
      if (!keys.contains(key)) {
        problems.add(entry.getKeyNode(), "unknown key \"" + key + "\"", Spelling.hint(key, keys));
      } else if (fields.values.putIfAbsent(key, entry.getValueNode()) != null) {
        problems.add(entry.getKeyNode(), "\"" + key + "\" is there twice", "keep one");
      }
    }
    return fields;
  }

  /** Whether the node is a mapping at all; what is none lacks nothing else. */
  public boolean isMapping() {
    return where instanceof MappingNode;
  }

  public @Nullable Node get(String key) {
    return values.get(key);
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** Those of the keys that are there. */
  public List<String> present(List<String> keys) {
    return keys.stream().filter(this::has).toList();
  }

  /** Whether the key is there; a problem if not. */
  public boolean requires(String key, String hint) {
    if (!has(key) && isMapping()) {
      problems.add(where, "\"" + key + "\" is missing", hint);
    }
    return has(key);
  }

  /** The value under a key that must be there. */
  public Optional<Node> required(String key, String hint) {
    return requires(key, hint) ? Optional.ofNullable(values.get(key)) : Optional.empty();
  }

  /** The entries of the mapping under a key, each key once. */
  List<NodeTuple> entries(String key) {
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    var seen = new HashSet<String>();
    var entries = new ArrayList<NodeTuple>();
    for (NodeTuple entry : tuples(node, key, "one entry for each rule", problems)) {
      if (seen.add(Scalars.text(entry.getKeyNode()))) {
        entries.add(entry);
      } else {
        problems.add(
            entry.getKeyNode(),
            "there is another rule \"" + Scalars.text(entry.getKeyNode()) + "\" above",
            "give each rule an id of its own");
      }
    }
    return entries;
  }

  private static List<NodeTuple> tuples(
      Node node, String what, String expected, Problems problems) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    problems.add(node, what + " must be a mapping", expected);
    return List.of();
  }
}
