package io.fengsui.rules.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed expression, in which {@code 60} is 60.0, since all metrics that are numbers are doubles.
 *
 * @param names that it asks for, dotted ones as a whole, and where each first stands
 */
record Tree(CelAbstractSyntaxTree ast, Map<String, Integer> names) {

  static Tree of(CelAbstractSyntaxTree parsed) {
    var names = new LinkedHashMap<String, Integer>();
    CelExpr expression = take(parsed.getExpr(), parsed, names);
    return new Tree(CelAbstractSyntaxTree.newParsedAst(expression, parsed.getSource()), names);
  }

  /** Gathers names, and gives the expression with all its numbers doubles. */
  private static CelExpr take(
      CelExpr expression, CelAbstractSyntaxTree in, Map<String, Integer> names) {
    Optional<String> name = dotted(expression);
    if (name.isPresent()) {
      names.putIfAbsent(name.get(), beginning(expression, in));
      return expression;
    }
    return switch (expression.getKind()) {
      case CONSTANT -> doubled(expression);
      case SELECT ->
          CelExpr.ofSelect(
              expression.id(),
              take(expression.select().operand(), in, names),
              expression.select().field(),
              expression.select().testOnly());
      case CALL ->
          CelExpr.ofCall(
              expression.id(),
              expression.call().target().map(target -> take(target, in, names)),
              expression.call().function(),
              expression.call().args().stream()
                  .map(argument -> take(argument, in, names))
                  .collect(ImmutableList.toImmutableList()));
      case LIST ->
          CelExpr.ofList(
              expression.id(),
              expression.list().elements().stream()
                  .map(element -> take(element, in, names))
                  .collect(ImmutableList.toImmutableList()),
              expression.list().optionalIndices());
      case MAP -> {
        expression
            .map()
            .entries()
            .forEach(
                entry -> {
                  take(entry.key(), in, names);
                  take(entry.value(), in, names);
                });
        yield expression;
      }
      case NOT_SET, IDENT, STRUCT, COMPREHENSION -> expression;
    };
  }

  private static CelExpr doubled(CelExpr expression) {
    CelConstant constant = expression.constant();
    return constant.getKind() == CelConstant.Kind.INT64_VALUE
        ? CelExpr.ofConstant(expression.id(), CelConstant.ofValue((double) constant.int64Value()))
        : expression;
  }

  private static Optional<String> dotted(CelExpr expression) {
    return switch (expression.getKind()) {
      case IDENT -> Optional.of(expression.ident().name());
      case SELECT ->
          expression.select().testOnly()
              ? Optional.empty()
              : dotted(expression.select().operand())
                  .map(operand -> operand + "." + expression.select().field());
      case NOT_SET, CONSTANT, CALL, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
    };
  }

  private static int beginning(CelExpr expression, CelAbstractSyntaxTree in) {
    CelExpr first = expression;
    while (first.getKind() == CelExpr.ExprKind.Kind.SELECT) {
      first = first.select().operand();
    }
    return in.getSource().getPositionsMap().getOrDefault(first.id(), 0);
  }
}
