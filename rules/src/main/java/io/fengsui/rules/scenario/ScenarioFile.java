package io.fengsui.rules.scenario;

import io.fengsui.rules.definition.Fields;
import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.Problems;
import io.fengsui.rules.definition.Scalars;
import io.fengsui.rules.definition.Spelling;
import io.fengsui.rules.definition.Vocabulary;
import io.fengsui.rules.definition.YamlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads rule tests from YAML; the format is told in {@code docs/rules.md}. */
public final class ScenarioFile {

  private static final int NAME_LENGTH = 200;

  private ScenarioFile() {}

  /**
   * A rule file that is tried.
   *
   * @param name as written: relative to the test file
   */
  public record Source(String name, int line, int column) {}

  /**
   * What a test file says.
   *
   * @param rules the rule files it tries; none if whoever runs it must know
   * @param scenarios in the file's order; do not run them unless there are no problems
   * @param problems all mistakes, in the file's order
   */
  public record Result(List<Source> rules, List<Scenario> scenarios, List<Problem> problems) {
    public Result {
      rules = List.copyOf(rules);
      scenarios = List.copyOf(scenarios);
      problems = List.copyOf(problems);
    }

    /** Whether the file has no mistake. */
    public boolean ok() {
      return problems.isEmpty();
    }

    /** Expectations about rules that are none of these: they could never be met. */
    public List<Problem> strangers(String file, Collection<String> rules) {
      return scenarios.stream()
          .flatMap(scenario -> scenario.expected().stream())
          .filter(each -> !rules.contains(each.rule()))
          .map(
              each ->
                  new Problem(
                      file,
                      each.line(),
                      1,
                      "",
                      "there is no rule \"" + each.rule() + "\"",
                      Spelling.hint(each.rule(), rules)))
          .toList();
    }
  }

  /**
   * Reads a file. Never throws for what it says.
   *
   * @param name stands in each problem
   * @param vocabulary what metrics and types there are
   */
  public static Result read(String name, String yaml, Vocabulary vocabulary) {
    var problems = new Problems(name);
    var rules = new ArrayList<Source>();
    var scenarios = new ArrayList<Scenario>();
    YamlText.root(yaml, problems)
        .ifPresent(
            root -> {
              var file =
                  Fields.of(
                      root,
                      "the file",
                      problems,
                      "rules",
                      "cases",
                      "types",
                      "devices",
                      "silentAfter",
                      "start",
                      "name",
                      "given",
                      "until",
                      "then");
              rules(file, problems, rules);
              var reader = new CaseReader(vocabulary, problems);
              Stage stage = reader.stage(file, Stage.EMPTY);
              Node cases = file.get("cases");
              if (cases == null) {
                scenarios.add(reader.read(root, file, stage));
              } else {
                for (Node each : list(cases, "cases", "begin each case with - ", problems)) {
                  scenarios.add(reader.read(each, caseFields(each, problems), stage));
                }
              }
            });
    return new Result(rules, scenarios, problems.inOrder());
  }

  private static Fields caseFields(Node node, Problems problems) {
    return Fields.of(
        node, "a case", problems, "name", "types", "devices", "start", "given", "until", "then");
  }

  private static void rules(Fields file, Problems problems, List<Source> to) {
    Node node = file.get("rules");
    if (node == null) {
      return;
    }
    var scalars = new Scalars(problems);
    List<Node> items = node instanceof SequenceNode list ? list.getValue() : List.of(node);
    for (Node item : items) {
      scalars
          .text(item, "a rule file", NAME_LENGTH)
          .ifPresent(name -> to.add(new Source(name, line(item), column(item))));
    }
  }

  /** The items of a list; none, and a problem, if it is no list. */
  static List<Node> list(Node node, String what, String hint, Problems problems) {
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    problems.add(node, what + " must be a list", hint);
    return List.of();
  }

  static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private static int column(Node node) {
    return node.getStartMark().map(Mark::getColumn).orElse(0) + 1;
  }
}
