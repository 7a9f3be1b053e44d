package io.fengsui.hub.cli;

import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import io.fengsui.rules.scenario.Diff;
import io.fengsui.rules.scenario.Scenario;
import io.fengsui.rules.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs rule tests and shows what came otherwise than they say. */
final class RuleTrial {
  private final Screen screen;
  private final RuleTexts texts = new RuleTexts();
  private final ArrayNode answer = JsonNodeFactory.instance.arrayNode();
  private int cases;
  private int failed;
  private int mistakes;

  RuleTrial(Screen screen) {
    this.screen = screen;
  }

  void run(List<Path> files) {
    List<Path> all = RuleTexts.all(files);
    all.forEach(this::run);
    screen.tookAsJson(answer);
    Texts words = screen.texts();
    if (mistakes > 0) {
      throw new Refusal(words.get("rule.mistakes", mistakes), "");
    }
    if (failed > 0) {
      throw new Refusal(words.get("rule.failed", failed, cases), words.get("rule.signs"));
    }
    screen.note("rule.passed", cases, all.size());
  }

  private void run(Path path) {
    String name = path.toString();
    ScenarioFile.Result file = ScenarioFile.read(name, RuleTexts.text(path), texts.vocabulary());
    List<Problem> problems = new ArrayList<>(file.problems());
    List<Rule> rules = rules(path, file, problems);
    if (problems.isEmpty()) {
      problems.addAll(file.strangers(name, rules.stream().map(Rule::id).toList()));
    }
    ObjectNode json = answer.addObject().put("file", name);
    json.set("problems", RuleCheck.json(problems));
    ArrayNode results = json.putArray("cases");
    problems.forEach(problem -> screen.paragraph(problem.toString(), Paint.RED));
    mistakes += problems.size();
    if (problems.isEmpty()) {
      file.scenarios().forEach(each -> run(name, each, rules, results.addObject()));
    }
  }

  private void run(String file, Scenario scenario, List<Rule> rules, ObjectNode json) {
    Diff diff = scenario.run(new RuleEngine(rules));
    cases++;
    json.put("name", scenario.name()).put("line", scenario.line()).put("passed", diff.isEmpty());
    if (diff.isEmpty()) {
      return;
    }
    failed++;
    ArrayNode rows = json.putArray("changes");
    for (Diff.Row row : diff.rows()) {
      rows.addObject()
          .put("at", row.at().toString())
          .put("expected", row.mark() != Diff.Mark.HAPPENED)
          .put("happened", row.mark() != Diff.Mark.EXPECTED)
          .put("line", row.change().line())
          .put("change", row.change().toString());
    }
    screen.paragraph(file + ":" + scenario.line() + ": " + scenario.name(), Paint.STRONG);
    for (Diff.Row row : diff.rows()) {
      row.lines(file).forEach(line -> screen.paragraph(line, paint(row.mark())));
    }
  }

  /** The rules that a test file tries; what is wrong with them goes to the problems. */
  private List<Rule> rules(Path test, ScenarioFile.Result file, List<Problem> problems) {
    String name = test.toString();
    if (file.rules().isEmpty()) {
      problems.add(new Problem(name, 1, 1, "", "\"rules\" is missing", "rules: ../my-rules.yaml"));
      return List.of();
    }
    Map<String, String> sources = new LinkedHashMap<>();
    for (ScenarioFile.Source source : file.rules()) {
      Optional<String> text = RuleTexts.beside(test, source.name());
      if (text.isPresent()) {
        sources.put(source.name(), text.get());
      } else {
        String missing = "there is no file " + source.name();
        String hint = "it is looked for from where this file is, then among those shipped";
        problems.add(new Problem(name, source.line(), source.column(), "", missing, hint));
      }
    }
    RuleFile.Result rules = RuleFile.readAll(sources, texts.vocabulary());
    problems.addAll(rules.problems());
    return rules.rules();
  }

  private static Paint paint(Diff.Mark mark) {
    return switch (mark) {
      case BOTH -> Paint.FAINT;
      case EXPECTED -> Paint.RED;
      case HAPPENED -> Paint.GREEN;
    };
  }
}
