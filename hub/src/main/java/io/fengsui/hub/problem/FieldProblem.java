package io.fengsui.hub.problem;

/**
 * What is wrong with one field of a request.
 *
 * @param field its path in the request, for instance {@code at.latitude} or {@code [3].name}
 */
public record FieldProblem(String field, Sentence message) {
  public FieldProblem(String field, String zh, String en) {
    this(field, new Sentence(zh, en));
  }
}
