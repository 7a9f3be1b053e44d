package io.fengsui.rules.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A question about named values. Immutable; may be asked from any thread. */
public final class Expression {

  private final CelRuntime.Program program;
  private final Map<String, Kind> names;

  Expression(CelRuntime.Program program, Map<String, Kind> names) {
    this.program = program;
    this.names = Map.copyOf(names);
  }

  /** The names whose values it asks for. */
  public Set<String> names() {
    return names.keySet();
  }

  /**
   * Whether it holds. Empty if that cannot be told: a value that it needs is missing or of another
   * kind, or something cannot be computed.
   *
   * @param values a {@link Double}, {@link Boolean} or {@link String} by name; null if there is
   *     none
   */
  public Optional<Boolean> evaluate(Function<String, @Nullable Object> values) {
    try {
      Object result = program.eval(name -> fitting(name, values.apply(name)));
      return result instanceof Boolean holds ? Optional.of(holds) : Optional.empty();
    } catch (CelEvaluationException _) {
      return Optional.empty(); // that is how CEL says that it cannot be told
    }
  }

  private Optional<Object> fitting(String name, @Nullable Object value) {
    boolean fits =
        switch (names.get(name)) {
          case NUMBER -> value instanceof Double;
          case FLAG -> value instanceof Boolean;
          case TEXT -> value instanceof String;
          case ANY ->
              value instanceof Double || value instanceof Boolean || value instanceof String;
          case null -> false;
        };
    return fits ? Optional.ofNullable(value) : Optional.empty();
  }
}
