package io.fengsui.rules.expression;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * From text to a typed program. There are no macros, so nothing loops; patterns are RE2, whose time
 * grows with the text alone.
 */
final class Compiler {

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(Compiled.LONGEST)
          .maxParseRecursionDepth(50)
          .maxRegexProgramSize(1000)
          .enableComprehension(false)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  /** What makes sense of numbers, flags and texts; no times, which guards have none of. */
  private static final CelStandardDeclarations FUNCTIONS =
      CelStandardDeclarations.newBuilder()
          .includeFunctions(
              StandardFunction.CONDITIONAL,
              StandardFunction.LOGICAL_NOT,
              StandardFunction.LOGICAL_OR,
              StandardFunction.LOGICAL_AND,
              StandardFunction.EQUALS,
              StandardFunction.NOT_EQUALS,
              StandardFunction.LESS,
              StandardFunction.LESS_EQUALS,
              StandardFunction.GREATER,
              StandardFunction.GREATER_EQUALS,
              StandardFunction.ADD,
              StandardFunction.SUBTRACT,
              StandardFunction.MULTIPLY,
              StandardFunction.DIVIDE,
              StandardFunction.NEGATE,
              StandardFunction.IN,
              StandardFunction.SIZE,
              StandardFunction.DOUBLE,
              StandardFunction.MATCHES,
              StandardFunction.CONTAINS,
              StandardFunction.STARTS_WITH,
              StandardFunction.ENDS_WITH)
          .build();

  /** A list of all that might have stood there, which is long. */
  private static final Pattern EXPECTING =
      Pattern.compile("( expecting \\{| \\(candidates: ).*", Pattern.DOTALL);

  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder().setOptions(OPTIONS).build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

  private Compiler() {}

  static Compiled compile(String text, Function<String, Optional<Kind>> kinds) {
    try {
      CelValidationResult parsed = PARSER.parse(text);
      if (parsed.hasError()) {
        return refused(parsed);
      }
      var tree = Tree.of(parsed.getAst());
      var names = new LinkedHashMap<String, Kind>();
      var unknown = new ArrayList<Mistake>();
      tree.names()
          .forEach(
              (name, offset) ->
                  kinds
                      .apply(name)
                      .ifPresentOrElse(
                          kind -> names.put(name, kind), () -> unknown.add(unknown(name, offset))));
      return unknown.isEmpty() ? program(tree.ast(), names) : new Compiled.Refused(unknown);
    } catch (CelValidationException | CelEvaluationException e) {
      return refused(0, String.valueOf(e.getMessage()), "");
    }
  }

  private static Compiled program(CelAbstractSyntaxTree ast, Map<String, Kind> names)
      throws CelValidationException, CelEvaluationException {
    CelCompilerBuilder compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(FUNCTIONS);
    names.forEach((name, kind) -> compiler.addVar(name, type(kind)));
    CelValidationResult checked = compiler.build().check(ast);
    if (checked.hasError()) {
      return refused(checked);
    }
    CelType result = checked.getAst().getResultType();
    if (!result.equals(SimpleType.BOOL) && !result.equals(SimpleType.DYN)) {
      return refused(0, "it is a " + result.name() + ", not true or false", "compare it");
    }
    return new Compiled.Ready(new Expression(RUNTIME.createProgram(checked.getAst()), names));
  }

  private static CelType type(Kind kind) {
    return switch (kind) {
      case NUMBER -> SimpleType.DOUBLE;
      case FLAG -> SimpleType.BOOL;
      case TEXT -> SimpleType.STRING;
      case ANY -> SimpleType.DYN;
    };
  }

  private static Mistake unknown(String name, int offset) {
    return new Mistake(offset, "unknown metric \"" + name + "\"", "", name);
  }

  private static Compiled refused(int offset, String text, String hint) {
    return new Compiled.Refused(List.of(new Mistake(offset, text, hint, "")));
  }

  private static Compiled refused(CelValidationResult result) {
    return new Compiled.Refused(
        result.getErrors().stream().map(issue -> mistake(issue, result)).toList());
  }

  private static Mistake mistake(CelIssue issue, CelValidationResult result) {
    int offset = result.getSource().getLocationOffset(issue.getSourceLocation()).orElse(0);
    String message = EXPECTING.matcher(issue.getMessage()).replaceFirst("");
    message = message.lines().findFirst().orElse("").replace("'<EOF>'", "the end");
    String hint =
        message.contains("no matching overload")
            ? "compare numbers with numbers, flags with true or false, texts with \"…\""
            : "write it in CEL without loops: temperature > 60 && smoke";
    return new Mistake(Math.max(0, offset), message, hint, "");
  }
}
