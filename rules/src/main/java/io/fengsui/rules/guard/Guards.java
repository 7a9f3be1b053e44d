package io.fengsui.rules.guard;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Vocabulary;
import io.fengsui.rules.evaluation.Guard;
import io.fengsui.rules.evaluation.Verdict;
import io.fengsui.rules.expression.Compiled;
import io.fengsui.rules.expression.Expression;
import io.fengsui.rules.expression.Mistake;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes guards of what rules say. The first one loads CEL; without guards nothing does. */
public final class Guards {

  private Guards() {}

  /**
   * The guard that an expression is. It may be asked from any thread.
   *
   * @throws IllegalArgumentException if it is none; rule files are checked when they are read
   */
  public static Guard compile(String expression, Vocabulary vocabulary) {
    return switch (Compiled.of(expression, vocabulary::inGuards)) {
      case Compiled.Ready(var ready) -> new Ready(ready);
      case Compiled.Refused(var mistakes) ->
          throw new IllegalArgumentException(
              mistakes.stream().map(Mistake::text).collect(Collectors.joining("; ")));
    };
  }

  private record Ready(Expression expression) implements Guard {
    @Override
    public Set<String> metrics() {
      return expression.names();
    }

    @Override
    public Verdict holds(Function<String, @Nullable Object> latest) {
      return expression.evaluate(latest).map(Verdict::of).orElse(Verdict.UNKNOWN);
    }
  }

  /** Compiles the guard of a rule that has one. */
  public static Function<Rule, Guard> of(Vocabulary vocabulary) {
    return rule -> compile(rule.guard().orElseThrow(), vocabulary);
  }

  /**
   * Compiles the guard of a rule whose file was checked against a vocabulary: the kinds of values
   * need not be known again.
   */
  public static Function<Rule, Guard> ofCheckedRules() {
    return of(Vocabulary.ANY);
  }
}
