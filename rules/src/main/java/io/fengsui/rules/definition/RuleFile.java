package io.fengsui.rules.definition;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Reads rules from YAML; the format is told in {@code docs/rules.md}. */
public final class RuleFile {

  private RuleFile() {}

  /**
   * What a file says.
   *
   * @param rules in the file's order; those without problems. Do not run them unless {@link #ok()}
   * @param problems all mistakes, in the file's order; after {@value Problems#MAX} it stops
   */
  public record Result(List<Rule> rules, List<Problem> problems) {
    public Result {
      rules = List.copyOf(rules);
      problems = List.copyOf(problems);
    }

    /** Whether the file has no mistake. */
    public boolean ok() {
      return problems.isEmpty();
    }
  }

  /** Reads a file without checking names of metrics and device types. */
  public static Result read(String name, String yaml) {
    return read(name, yaml, Vocabulary.ANY);
  }

  /**
   * Reads a file. Never throws for what it says.
   *
   * @param name stands in each problem
   * @param vocabulary what names there are; a metric outside it must be written {@code ext.<name>}
   */
  public static Result read(String name, String yaml, Vocabulary vocabulary) {
    var problems = new Problems(name);
    var rules = new ArrayList<Rule>();
    YamlText.root(yaml, problems)
        .ifPresent(
            root -> {
              var file = Fields.of(root, "the file", problems, "rules");
              if (file.requires("rules", "write rules: and below it one entry for each rule")) {
                rules.addAll(readRules(file, vocabulary, problems));
              }
            });
    return new Result(rules, problems.inOrder());
  }

  private static List<Rule> readRules(Fields file, Vocabulary vocabulary, Problems problems) {
    var rules = new ArrayList<Rule>();
    var reader = new RuleReader(vocabulary, problems);
    for (NodeTuple entry : file.entries("rules")) {
      Node key = entry.getKeyNode();
      int before = problems.size();
      String id = Scalars.text(key);
      problems.enterRule(id);
      reader
          .read(id, key, entry.getValueNode())
          .filter(_ -> problems.size() == before)
          .ifPresent(rules::add);
      problems.enterRule("");
    }
    return rules;
  }
}
