package io.fengsui.simulator.bench.rules;

import dev.cel.common.CelException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.fengsui.rules.definition.Condition.Above;
import io.fengsui.rules.definition.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A threshold for {@link ThresholdLoop}.
 *
 * @param place its place among all
 */
record Threshold(int place, String metric, Test test, Duration holdFor, Duration keepFor) {

  /** Whether a value is at or above the level; the clear level if it held before. */
  interface Test {
    boolean holds(Double value, boolean holding);
  }

  /** Compares in Java. */
  static List<Threshold> inJava(List<Rule> rules) {
    var thresholds = new ArrayList<Threshold>();
    for (Rule rule : rules) {
      Above when = above(rule);
      Test test = (value, holding) -> value >= (holding ? when.clear() : when.level());
      thresholds.add(of(thresholds.size(), rule, test));
    }
    return thresholds;
  }

  /** Compares in the Common Expression Language; each expression is compiled once. */
  static List<Threshold> inCel(List<Rule> rules) throws CelException {
    CelCompiler compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .addVar("value", SimpleType.DOUBLE)
            .setResultType(SimpleType.BOOL)
            .build();
    CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder().build();
    var thresholds = new ArrayList<Threshold>();
    for (Rule rule : rules) {
      Above when = above(rule);
      var level = runtime.createProgram(compiler.compile("value >= " + when.level()).getAst());
      var clear = runtime.createProgram(compiler.compile("value >= " + when.clear()).getAst());
      thresholds.add(
          of(thresholds.size(), rule, (value, holding) -> holds(holding ? clear : level, value)));
    }
    return thresholds;
  }

  private static boolean holds(CelRuntime.Program program, Double value) {
    try {
      return Boolean.TRUE.equals(program.eval(Map.of("value", value)));
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("a comparison of numbers cannot fail", e);
    }
  }

  private static Threshold of(int place, Rule rule, Test test) {
    String metric = above(rule).measure().metrics().iterator().next();
    return new Threshold(place, metric, test, rule.levels().getFirst().holdFor(), rule.keepFor());
  }

  private static Above above(Rule rule) {
    if (rule.levels().getFirst().when() instanceof Above above) {
      return above;
    }
    throw new IllegalArgumentException(rule.id() + " is no threshold");
  }
}
