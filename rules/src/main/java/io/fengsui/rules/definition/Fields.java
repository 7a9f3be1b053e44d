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
    return of(node, what, problems, List.of(known));
  }

  /** The entries of {@code node}; none, and a problem, if it is no mapping. */
  static Fields of(Node node, String what, Problems problems, List<String> keys) {
    var fields = new Fields(node, problems);
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

  /** Where to tell of a mistake about a key: its value, or the whole mapping. */
  Node at(String key) {
    return values.getOrDefault(key, where);
  }

  /** The keys of the mapping under a key; none if that is no mapping. */
  List<Node> keysUnder(String key) {
    return values.get(key) instanceof MappingNode mapping
        ? mapping.getValue().stream().map(NodeTuple::getKeyNode).toList()
        : List.of();
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

  /** Something is wrong with the mapping as a whole. */
  void complain(String text, String hint) {
    if (isMapping()) {
      problems.add(where, text, hint);
    }
  }

  /** The value under a key that must be there. */
  public Optional<Node> required(String key, String hint) {
    return requires(key, hint) ? Optional.ofNullable(values.get(key)) : Optional.empty();
  }

  /**
   * The entries of the mapping under a key, each key once.
   *
   * @param what an entry is, for instance {@code rule}
   */
  List<NodeTuple> entries(String key, String what) {
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    var seen = new HashSet<String>();
    var entries = new ArrayList<NodeTuple>();
    for (NodeTuple entry : tuples(node, key, "one entry for each " + what, problems)) {
      if (seen.add(Scalars.text(entry.getKeyNode()))) {
        entries.add(entry);
      } else {
        problems.add(
            entry.getKeyNode(),
            "there is another " + what + " \"" + Scalars.text(entry.getKeyNode()) + "\" above",
            "give each " + what + " a name of its own");
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
