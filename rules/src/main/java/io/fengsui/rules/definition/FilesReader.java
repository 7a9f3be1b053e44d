package io.fengsui.rules.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads files together: first what rules refer to, then the rules. */
final class FilesReader {

  static final List<String> KEYS = List.of("zones", "hours", "overrides", "rules");
  private static final int MOST_RULES = 2000;

  private final Set<String> replaceable;
  private final Problems problems = new Problems();
  private final Surroundings surroundings;
  private final ZoneReader zones;
  private final HoursReader hours;
  private final OverrideReader overrides;

  /** In the order of the files; by id. */
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  FilesReader(Set<String> replaceable, Vocabulary vocabulary) {
    this.replaceable = Set.copyOf(replaceable);
    this.surroundings = new Surroundings(vocabulary, problems);
    this.zones = new ZoneReader(problems);
    this.hours = new HoursReader(problems);
    this.overrides = new OverrideReader(surroundings);
  }

  /** A rule as it is written. */
  private record Entry(String file, NodeTuple node) {}

  /** Takes a file in. */
  void add(String name, String yaml) {
    problems.enterFile(name);
    YamlText.root(yaml, problems).ifPresent(this::add);
  }

  private void add(Node root) {
    var file = Fields.of(root, "the file", problems, KEYS);
    if (file.present(KEYS).isEmpty()) {
      file.requires("rules", "write rules: and below it one entry for each rule");
    }
    for (NodeTuple zone : file.entries("zones", "zone")) {
      String name = Scalars.text(zone.getKeyNode());
      surroundings.zones().put(zone.getKeyNode(), zones.read(name, zone.getValueNode()));
    }
    for (NodeTuple each : file.entries("hours", "name of hours")) {
      surroundings.hours().put(each.getKeyNode(), hours.read(each.getValueNode()));
    }
    overrides.read(file);
    List<NodeTuple> rules = file.entries("rules", "rule");
    if (rules.size() > MOST_RULES) {
      problems.add(
          rules.get(MOST_RULES).getKeyNode(),
          "the file has " + rules.size() + " rules",
          "split it; at most " + MOST_RULES);
      rules = rules.subList(0, MOST_RULES);
    }
    rules.forEach(this::add);
  }

  private void add(NodeTuple rule) {
    String id = Scalars.text(rule.getKeyNode());
    Entry other = entries.get(id);
    if (other != null && replaceable.contains(problems.file())) {
      return; // it stays replaced, whatever the order of the files
    }
    if (other != null && !replaceable.contains(other.file())) {
      problems.enterRule(id);
      problems.add(
          rule.getKeyNode(), "the rule is in " + other.file() + " too", "give it another id");
      problems.enterRule("");
      return;
    }
    entries.put(id, new Entry(problems.file(), rule));
  }

  /** What they say together. */
  RuleFile.Result result() {
    overrides.complainOfUnknown(new TreeSet<>(entries.keySet()));
    var rules = new ArrayList<Rule>();
    var files = new LinkedHashMap<String, String>();
    var reader = new RuleReader(surroundings);
    entries.forEach(
        (id, entry) -> {
          if (problems.isFull()) {
            return;
          }
          int before = problems.size();
          problems.enterFile(entry.file());
          problems.enterRule(id);
          files.put(id, entry.file());
          reader
              .read(id, entry.node().getKeyNode(), entry.node().getValueNode(), overrides.of(id))
              .filter(_ -> problems.size() == before)
              .ifPresent(rules::add);
          problems.enterRule("");
        });
    return new RuleFile.Result(rules, problems.inOrder(), problems.warnings(), files);
  }
}
