package io.fengsui.hub.api;

import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.rules.RulesRefusedException;
import io.fengsui.hub.rules.RulesStage;
import io.fengsui.rules.definition.Problem;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules that run. */
@RestController
class RulesController {
  private final RulesStage rules;

  RulesController(RulesStage rules) {
    this.rules = rules;
  }

  /** How many rules run. */
  record Running(int rules) {}

  /** Reads the rule files again; with a mistake in them, the running rules stay. */
  @PostMapping("/api/rules/reload")
  @PreAuthorize("hasRole('ADMIN')")
  Running reload() {
    try {
      return new Running(rules.reload().size());
    } catch (RulesRefusedException e) {
      throw refused(e);
    }
  }

  /** Mistakes as the API tells them. */
  static RefusedException refused(RulesRefusedException mistakes) {
    return RefusedException.invalid(
        mistakes.problems().stream().map(RulesController::problem).toList());
  }

  private static FieldProblem problem(Problem problem) {
    String place = "%s:%d:%d".formatted(problem.file(), problem.line(), problem.column());
    String text =
        problem.hint().isEmpty() ? problem.text() : problem.text() + " - " + problem.hint();
    String rule = problem.rule().isEmpty() ? "" : problem.rule() + ": ";
    return new FieldProblem(place, rule + text, rule + text);
  }
}
