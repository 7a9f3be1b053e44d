package io.fengsui.rules.definition;

import io.fengsui.rules.definition.KnownMetric.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The vocabulary and the rule around a condition that tests of the language share. */
final class Street {

  static final Vocabulary VOCABULARY =
      Vocabulary.of(
          List.of(
              new KnownMetric("smoke", Kind.FLAG, ""),
              new KnownMetric("smoke.density", Kind.QUANTITY, "dB/m"),
              new KnownMetric("temperature", Kind.QUANTITY, "Cel", -80, 1000),
              new KnownMetric("humidity", Kind.QUANTITY, "%", 0, 100),
              new KnownMetric("battery", Kind.QUANTITY, "%", 0, 100),
              new KnownMetric("co", Kind.QUANTITY, "[ppm]", 0, 10_000),
              new KnownMetric("voltage", Kind.QUANTITY, "V", 0, 1000),
              new KnownMetric("pressure", Kind.QUANTITY, "kPa", 0, 4000),
              new KnownMetric("gas.density", Kind.QUANTITY, "%{LEL}", 0, 100),
              new KnownMetric("link.quality", Kind.QUANTITY, ""),
              new KnownMetric("door.open", Kind.FLAG, ""),
              new KnownMetric("door.forced", Kind.FLAG, ""),
              new KnownMetric("access", Kind.TEXT, ""),
              new KnownMetric("position", Kind.POSITION, "")),
          Map.of(
              "smoke-detector", "life-safety",
              "heat-detector", "life-safety",
              "camera", "telemetry"));

  private Street() {}

  /** A file with one rule, of this body, each line of it without indentation. */
  static String rule(String body) {
    return """
    rules:
      r:
        title: { zh: 名, en: Name }
        category: fire
        advice: { zh: 去, en: Go }
    """
        + body.strip().lines().map(line -> "    " + line + "\n").collect(Collectors.joining());
  }

  /** A file with one rule that waits for this. */
  static String when(String condition) {
    return rule("severity: I\nwhen: " + condition);
  }

  static Condition condition(String text) {
    RuleFile.Result result = RuleFile.read("a.yaml", when(text), VOCABULARY);
    if (!result.ok()) {
      throw new AssertionError(result.problems().toString());
    }
    return result.rules().getFirst().levels().getFirst().when();
  }

  static Rule read(String yaml) {
    RuleFile.Result result = RuleFile.read("a.yaml", yaml, VOCABULARY);
    if (!result.ok()) {
      throw new AssertionError(result.problems().toString());
    }
    return result.rules().getFirst();
  }

  static List<String> problems(String yaml) {
    return RuleFile.read("a.yaml", yaml, VOCABULARY).problems().stream()
        .map(Problem::toString)
        .toList();
  }
}
