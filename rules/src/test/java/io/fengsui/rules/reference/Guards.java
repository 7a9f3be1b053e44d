package io.fengsui.rules.reference;

import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.evaluation.Guard;
import io.fengsui.rules.evaluation.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Guards that look whether the metric they name is above 1. */
final class Guards {

  private Guards() {}

  static Map<String, Guarded> naive(List<Rule> rules) {
    var guards = new HashMap<String, Guarded>();
    for (Rule rule : rules) {
      rule.guard()
          .ifPresent(metric -> guards.put(rule.id(), latest -> above(latest.apply(metric))));
    }
    return guards;
  }

  /** For the engine. */
  static Guard of(Rule rule) {
    return new Above(rule.guard().orElseThrow());
  }

  private record Above(String metric) implements Guard {
    @Override
    public Set<String> metrics() {
      return Set.of(metric);
    }

    @Override
    public Verdict holds(Function<String, @Nullable Object> latest) {
      return switch (above(latest.apply(metric))) {
        case YES -> Verdict.TRUE;
        case NO -> Verdict.FALSE;
        case UNKNOWN -> Verdict.UNKNOWN;
      };
    }
  }

  private static Truth above(@Nullable Object value) {
    return value instanceof Double number ? Truth.of(number > 1) : Truth.UNKNOWN;
  }
}
