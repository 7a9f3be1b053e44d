package io.fengsui.rules.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads what stands under {@code overrides:}, of all files. */
final class OverrideReader {

  static final List<String> KEYS = keys();
  private static final int MOST = 1000;

  private final Problems problems;
  private final SelectionReader selections;
  private final Map<String, List<Setting>> ofRule = new LinkedHashMap<>();
  private final Map<String, Node> firstOf = new LinkedHashMap<>();

  OverrideReader(Surroundings surroundings) {
    this.problems = surroundings.problems();
    this.selections = new SelectionReader(surroundings.vocabulary(), problems);
  }

  /**
   * Other values of a rule's parameters for some of its devices.
   *
   * @param node where it is written
   */
  record Setting(Node node, Selection where, List<NodeTuple> values) {}

  /** Takes those of a file in. */
  void read(Fields file) {
    for (NodeTuple entry : file.entries("overrides", "rule")) {
      String rule = Scalars.text(entry.getKeyNode());
      firstOf.putIfAbsent(rule, entry.getKeyNode());
      List<Setting> overrides = ofRule.computeIfAbsent(rule, _ -> new ArrayList<>());
      problems.enterRule(rule);
      if (entry.getValueNode() instanceof SequenceNode list && list.getValue().size() > MOST) {
        problems.add(list, "the rule has too many overrides", "at most " + MOST);
      } else if (entry.getValueNode() instanceof SequenceNode list) {
        list.getValue().forEach(node -> read(node, overrides));
      } else {
        problems.add(
            entry.getValueNode(),
            "overrides of a rule must be a list",
            "begin each with - { grid: …, with: { … } }");
      }
      problems.enterRule("");
    }
  }

  private void read(Node node, List<Setting> overrides) {
    var fields = Fields.of(node, "an override", problems, KEYS);
    Selection where = selections.read(fields);
    List<NodeTuple> values = fields.entries("with", "parameter");
    if (fields.requires("with", "for instance with: { high: 75 Cel }")
        && fields.get("with") instanceof MappingNode mapping
        && mapping.getValue().isEmpty()) {
      fields.complain("the override sets nothing", "for instance with: { high: 75 Cel }");
    }
    if (fields.isMapping() && where.equals(Selection.ALL)) {
      fields.complain("the override is for no device", "say which, for instance grid: 330106");
    }
    overrides.add(new Setting(node, where, values));
  }

  /** Those of a rule, in the order written. */
  List<Setting> of(String rule) {
    return ofRule.getOrDefault(rule, List.of());
  }

  /** Tells of those whose rule is not there. */
  void complainOfUnknown(Iterable<String> known) {
    var rules = new ArrayList<String>();
    known.forEach(rules::add);
    firstOf.forEach(
        (rule, key) -> {
          if (!rules.contains(rule)) {
            problems.add(key, "no rule \"" + rule + "\" to override", Spelling.hint(rule, rules));
          }
        });
  }

  private static List<String> keys() {
    var keys = new ArrayList<>(SelectionReader.KEYS);
    keys.add("grid");
    keys.add("with");
    return List.copyOf(keys);
  }
}
