package io.fengsui.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.KnownMetric.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleFileTest {

  private static final Vocabulary VOCABULARY =
      Vocabulary.of(
          List.of(
              new KnownMetric("smoke", Kind.FLAG, ""),
              new KnownMetric("smoke.density", Kind.QUANTITY, "dB/m"),
              new KnownMetric("temperature", Kind.QUANTITY, "Cel"),
              new KnownMetric("link.quality", Kind.QUANTITY, "")),
          Set.of("smoke-detector", "heat-detector"));

  private static final String SMOKE =
      """
      rules:
        smoke:
          title: { zh: 烟雾, en: Smoke }
          types: [smoke-detector]
          when:
            any:
              - { metric: smoke, is: true }
              - { metric: smoke.density, above: 0.15 dB/m, clear: 0.1 }
              - { not: { all: [ { silent: class }, { silent: 1h30m } ] } }
          holdFor: 10s
          keepFor: 1m
          severity: I
          category: fire
          advice: { zh: 去, en: Go }
      """;

  @Test
  void reads_a_rule() {
    var result = RuleFile.read("a.yaml", SMOKE, VOCABULARY);

    assertThat(result.problems()).isEmpty();
    assertThat(result.rules())
        .containsExactly(
            new Rule(
                "smoke",
                new Label("烟雾", "Smoke"),
                Scope.DEVICE,
                Selection.ofTypes(Set.of("smoke-detector")),
                List.of(
                    new Level(
                        Severity.I,
                        new Condition.Any(
                            List.of(
                                new Condition.Is("smoke", true),
                                new Condition.Above(
                                    new Measure.Reading("smoke.density"), 0.15, 0.1),
                                new Condition.Not(
                                    new Condition.All(
                                        List.of(
                                            new Condition.Absent(Optional.empty()),
                                            new Condition.Absent(
                                                Optional.of(Duration.ofMinutes(90)))))))),
                        Duration.ofSeconds(10))),
                List.of(),
                Duration.ofMinutes(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                "fire",
                new Label("去", "Go"),
                false));
  }

  @Test
  void tells_three_mistakes_at_once_with_line_and_column() {
    String yaml =
        SMOKE
            .replace("0.15 dB/m", "0.15 Cel")
            .replace("holdFor: 10s", "holdFor: 10 seconds")
            .replace("severity", "severty");

    assertThat(problems(yaml))
        .containsExactly(
            "a.yaml:3:5: rule smoke: \"severity\" is missing - write severity: I, II, III or IV",
            "a.yaml:8:43: rule smoke: wrong unit \"Cel\": smoke.density is in dB/m"
                + " - convert the number, or leave the unit out",
            "a.yaml:10:14: rule smoke: holdFor is no duration: \"10 seconds\""
                + " - write 500ms, 30s, 5m, 2h, 1d or 1m30s",
            "a.yaml:12:5: rule smoke: unknown key \"severty\" - did you mean \"severity\"?");
  }

  @Test
  void keeps_the_whole_rules_of_a_file_with_mistakes() {
    String other = SMOKE.replace("rules:\n", "").replace("  smoke:\n", "  other:\n");

    var result = RuleFile.read("a.yaml", SMOKE.replace("0.15", "much") + other, VOCABULARY);

    assertThat(result.ok()).isFalse();
    assertThat(result.rules()).extracting(Rule::id).containsExactly("other");
  }

  @Test
  void severity_decides_about_the_task_unless_the_rule_does() {
    assertThat(task(SMOKE.replace("severity: I", "severity: III"))).isTrue();
    assertThat(task(SMOKE.replace("severity: I", "severity: IV"))).isFalse();
    assertThat(task(SMOKE.replace("severity: I", "severity: IV\n    task: true"))).isTrue();
  }

  @Test
  void tells_what_is_wrong_with_a_condition() {
    check("{ metric: smok, is: true }", "unknown metric \"smok\" - did you mean \"smoke\"?");
    check("{ metric: smoke, is: maybe }", "is must be true or false: maybe");
    check("{ metric: smoke, above: 1 }", "smoke has no level - use is: true");
    check("{ metric: temperature, is: true }", "a quantity is not compared with is");
    check("{ metric: temperature, above: hot }", "above is no number: \"hot\"");
    check("{ metric: temperature, above: 60, clear: 70 }", "clear lies above the level");
    check("{ metric: temperature, below: 60, clear: 50 }", "clear lies below the level");
    check("{ metric: temperature, above: 1, below: 2 }", "above and below do not go together");
    check("{ metric: link.quality, below: 9 dB }", "link.quality has no unit");
    check("{ above: 3 }", "\"metric\" is missing");
    check("{ metric: smoke }", "the condition says nothing to wait for");
    check("{ silent: 1m, clear: 3 }", "\"clear\" does not go with \"silent\"");
    check("{ silent: 0s }", "silent for no time");
    check("{ any: [] }", "any must be a list of conditions");
    check("{ metric: ext.x, is: 3 }", "is compares flags and texts, not 3");
    check("smoke", "a condition must be a mapping");
    check("{ not: ".repeat(9) + "{ silent: 1m }" + " }".repeat(9), "nested too deeply");
  }

  @Test
  void metrics_outside_the_vocabulary_are_written_ext() {
    assertThat(problems(withCondition("{ metric: ext.water_leak, is: true }"))).isEmpty();
    assertThat(problems(withCondition("{ metric: ext.level, above: 3 m }"))).isEmpty();
  }

  @Test
  void tells_what_is_wrong_with_a_rule() {
    checkRule("types: [smoke-detector]", "types: [smoke-detectr]", "unknown device type");
    checkRule("types: [smoke-detector]", "types: []", "types is empty");
    checkRule("severity: I", "severity: V", "unknown severity \"V\"");
    checkRule("severity: I", "severity: I\n    task: perhaps", "task must be true or false");
    checkRule(", en: Smoke }", " }", "\"en\" is missing");
    checkRule("holdFor: 10s", "holdFor: 400d", "holdFor is too long");
    checkRule("keepFor: 1m", "holdFor: 1m", "\"holdFor\" is there twice");
    checkRule("  smoke:\n", "  Smoke Alarm:\n", "\"Smoke Alarm\" is no rule id");
    checkRule("category: fire", "category: \"\"", "category must be a text");
  }

  @Test
  void tells_of_a_second_rule_with_the_same_id() {
    assertThat(problems(SMOKE + SMOKE.replace("rules:\n", "")))
        .singleElement()
        .asString()
        .startsWith("a.yaml:15:3: there is another rule \"smoke\" above");
  }

  @Test
  void tells_where_yaml_breaks() {
    assertThat(problems("rules:\n  a: [1, 2\n  b: 3\n"))
        .singleElement()
        .asString()
        .startsWith("a.yaml:3:4: this is no YAML:");
  }

  @Test
  void refuses_what_would_take_too_long() {
    assertThat(problems("[".repeat(100_000))).singleElement().asString().contains("nested");
    assertThat(problems("#".repeat(1_000_001))).singleElement().asString().contains("too long");
    assertThat(problems("rules: &a { b: *a }")).singleElement().asString().contains("references");
    assertThat(problems("a: 1\n".repeat(1000))).hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void an_empty_file_is_a_mistake_and_no_rules_are_none() {
    Stream.of("", "# nothing\n", "---\n...\n")
        .forEach(yaml -> assertThat(problems(yaml)).hasSize(1));
    assertThat(problems("rules:\n"))
        .containsExactly("a.yaml:1:7: rules must be a mapping - one entry for each rule");
    assertThat(problems("rules: {}")).isEmpty();
  }

  private static void check(String condition, String problem) {
    assertThat(problems(withCondition(condition)))
        .singleElement()
        .asString()
        .startsWith("a.yaml:5:")
        .contains(problem);
  }

  private static void checkRule(String is, String becomes, String problem) {
    assertThat(problems(SMOKE.replace(is, becomes))).singleElement().asString().contains(problem);
  }

  private static String withCondition(String condition) {
    return SMOKE.replaceFirst("(?s)when:.*?holdFor", "when: " + condition + "\n    holdFor");
  }

  private static boolean task(String yaml) {
    return RuleFile.read("a.yaml", yaml, VOCABULARY).rules().getFirst().task();
  }

  private static List<String> problems(String yaml) {
    return RuleFile.read("a.yaml", yaml, VOCABULARY).problems().stream()
        .map(Problem::toString)
        .toList();
  }
}
