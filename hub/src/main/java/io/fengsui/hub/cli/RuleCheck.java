package io.fengsui.hub.cli;

import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.RuleFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads rule files as a hub would, all together, and tells all that is wrong with them. */
final class RuleCheck {
  private final Screen screen;

  RuleCheck(Screen screen) {
    this.screen = screen;
  }

  void run(List<Path> files) {
    Map<String, String> texts = new LinkedHashMap<>();
    RuleTexts.all(files).forEach(file -> texts.put(file.toString(), RuleTexts.text(file)));
    RuleFile.Result result = RuleFile.readAll(texts, new RuleTexts().vocabulary());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("files", texts.size()).put("rules", result.rules().size());
    json.set("problems", json(result.problems()));
    json.set("warnings", json(result.warnings()));
    if (!screen.tookAsJson(json)) {
      tell(result.problems(), Paint.RED);
      tell(result.warnings(), Paint.YELLOW);
    }
    Texts words = screen.texts();
    if (!result.problems().isEmpty()) {
      throw new Refusal(words.get("rule.mistakes", result.problems().size()), "");
    }
    screen.note("rule.checked", result.rules().size(), texts.size(), result.warnings().size());
  }

  static ArrayNode json(List<Problem> problems) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Problem problem : problems) {
      list.addObject()
          .put("file", problem.file())
          .put("line", problem.line())
          .put("column", problem.column())
          .put("rule", problem.rule())
          .put("text", problem.text())
          .put("hint", problem.hint());
    }
    return list;
  }

  private void tell(List<Problem> problems, Paint paint) {
    problems.forEach(problem -> screen.paragraph(problem.toString(), paint));
  }
}
