package io.fengsui.hub.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The hub, or the command itself, says no: exit status 1. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;
  private final transient List<Problem> problems;

  /** What is wrong with one field of the request. */
  record Problem(String field, String message) {}

  Refusal(String message, String hint, List<Problem> problems) {
    super(message, null, false, false);
    this.hint = hint;
    this.problems = List.copyOf(problems);
  }

  Refusal(String message, String hint) {
    this(message, hint, List.of());
  }

  /** Reads the hub's answer, a problem document as of RFC 9457. */
  static Refusal of(JsonNode problem, String fallback, String hint) {
    String detail = problem.path("detail").asString(problem.path("title").asString(""));
    List<Problem> problems =
        problem
            .path("problems")
            .valueStream()
            .map(
                each ->
                    new Problem(each.path("field").asString(""), each.path("message").asString("")))
            .toList();
    return new Refusal(
        detail.isEmpty() ? fallback : detail, problem.path("hint").asString(hint), problems);
  }

  /** What to do about it; empty when there is nothing to say. */
  String hint() {
    return hint;
  }

  List<Problem> problems() {
    return problems;
  }
}
