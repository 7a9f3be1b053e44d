package io.fengsui.hub.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that was understood and refused; nothing was changed. */
public final class RefusedException extends RuntimeException {

  /** Why, with the HTTP status that says so. */
  public enum Kind {
    INVALID(400),
    NOT_SIGNED_IN(401),
    NOT_ALLOWED(403),
    NOT_FOUND(404),
    CONFLICT(409),
    TOO_MANY(429),
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  private final Kind kind;
  private final Sentence detail;
  private final @Nullable Sentence hint;
  private final List<FieldProblem> problems;

  private RefusedException(
      Kind kind, Sentence detail, @Nullable Sentence hint, List<FieldProblem> problems) {
    super(detail.en());
    this.kind = kind;
    this.detail = detail;
    this.hint = hint;
    this.problems = List.copyOf(problems);
  }

  public RefusedException(Kind kind, String zh, String en) {
    this(kind, new Sentence(zh, en), null, List.of());
  }

  /** The same with what to do about it. */
  public RefusedException hint(String zh, String en) {
    return new RefusedException(kind, detail, new Sentence(zh, en), problems);
  }

  /** All fields that are wrong, at least one. */
  public static RefusedException invalid(List<FieldProblem> problems) {
    int n = problems.size();
    var detail =
        n == 1
            ? problems.getFirst().message()
            : new Sentence("有 " + n + " 处需要更正", n + " things need correction");
    return new RefusedException(Kind.INVALID, detail, null, problems);
  }

  public Kind kind() {
    return kind;
  }

  public Sentence detail() {
    return detail;
  }

  public @Nullable Sentence hint() {
    return hint;
  }

  public List<FieldProblem> problems() {
    return problems;
  }
}
