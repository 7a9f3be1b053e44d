package io.fengsui.rules.expression;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What became of a text that should be an expression. */
public sealed interface Compiled {

  /** Characters that an expression may have. */
  int LONGEST = 1000;

  /** Can be evaluated. */
  record Ready(Expression expression) implements Compiled {}

  /** Cannot be. */
  record Refused(List<Mistake> mistakes) implements Compiled {
    public Refused {
      mistakes = List.copyOf(mistakes);
    }
  }

  /**
   * Compiles a text. Never throws for what it says.
   *
   * @param kinds of the names that it may use; empty for a name that there is not
   */
  static Compiled of(String text, Function<String, Optional<Kind>> kinds) {
    return Compiler.compile(text, kinds);
  }
}
