package io.fengsui.hub.rules;

import io.fengsui.rules.definition.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** The rule files have mistakes; all of them are in the message, one a line. */
public final class RulesRefusedException extends RuntimeException {
  private final transient List<Problem> problems;

  RulesRefusedException(List<Problem> problems) {
    super(
        problems.stream()
            .map(Problem::toString)
            .collect(Collectors.joining("\n  ", "the rule files have mistakes:\n  ", "")));
    this.problems = List.copyOf(problems);
  }

  /** All mistakes, file by file. */
  public List<Problem> problems() {
    return problems;
  }
}
