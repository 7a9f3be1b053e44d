package io.fengsui.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Condition.Above;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Parameters, overrides, and files that are read together. */
class FilesTest {

  private static final String HEAT =
      Street.rule(
              """
              set: { high: 65 Cel, low: 55 Cel, long: 10s }
              levels:
                - { severity: III, when: { metric: temperature, above: 50, clear: 45 } }
                - { severity: I, when: { metric: temperature, above: $high, clear: $low }, holdFor: $long }
              """)
          .replace("  r:\n", "  heat:\n");

  private static final String OVERRIDES =
      """
      overrides:
        heat:
          - { grid: 330106, with: { high: 176 °F, low: 70 } }
          - { devices: [hd-1, hd-2], tags: [kitchen], with: { long: 1m } }
      """;

  @Test
  void parameters_stand_for_their_values() {
    Rule rule = Street.read(HEAT);

    assertThat(rule.levels()).extracting(Level::when).containsExactly(above(50, 45), above(65, 55));
    assertThat(rule.levels().getLast().holdFor()).isEqualTo(Duration.ofSeconds(10));
    assertThat(rule.variants()).isEmpty();
  }

  @Test
  void overrides_of_another_file_become_variants() {
    var result = read(Map.of("heat.yaml", HEAT, "kitchen.yaml", OVERRIDES));

    assertThat(result.problems()).isEmpty();
    assertThat(result.files()).isEqualTo(Map.of("heat", "heat.yaml"));
    List<Variant> variants = result.rules().getFirst().variants();
    assertThat(variants)
        .extracting(Variant::where)
        .containsExactly(
            new Selection(Set.of(), Set.of(), Set.of("330106"), Set.of(), Set.of()),
            new Selection(Set.of(), Set.of("kitchen"), Set.of(), Set.of(), Set.of("hd-1", "hd-2")));
    assertThat(variants.getFirst().levels().getLast().when()).isEqualTo(above(80, 70));
    assertThat(variants.getLast().levels().getLast().holdFor()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void mistakes_of_overrides_are_told_in_their_file() {
    check("{ grid: 1, with: { hihg: 70 } }", "unknown parameter \"hihg\" - did you mean \"high\"?");
    check("{ grid: 1, with: { high: 40 } }", "clear lies above the level");
    check(
        "{ grid: 1, with: { high: 40, low: 30, long: 0s } }",
        "level I comes no later than level III");
    check("{ grid: 1, with: { high: 70 % } }", "wrong unit \"%\"");
    check("{ with: { high: 70 } }", "the override is for no device");
    check("{ grid: 1, with: { } }", "the override sets nothing");
    check("{ grid: 1 }", "\"with\" is missing");
    check("{ grid: 1, with: { high: [70] } }", "a parameter is one value");
  }

  @Test
  void overrides_of_a_rule_that_is_not_there_are_a_mistake() {
    assertThat(read(Map.of("o.yaml", OVERRIDES)).problems())
        .singleElement()
        .asString()
        .startsWith("o.yaml:2:3: no rule \"heat\" to override");
  }

  @Test
  void tells_of_parameters_that_nobody_uses() {
    var result = RuleFile.read("a.yaml", HEAT.replace("high: 65", "hihg: 1, high: 65"));

    assertThat(result.ok()).isTrue();
    assertThat(result.warnings())
        .extracting(Problem::toString)
        .containsExactly(
            "a.yaml:6:12: rule heat: the parameter \"hihg\" is not used - write $hihg somewhere");
  }

  @Test
  void a_rule_is_in_one_file_unless_the_other_may_be_replaced() {
    String other = HEAT.replace("Name", "Other");
    var files = new LinkedHashMap<String, String>();
    files.put("shipped.yaml", HEAT);
    files.put("own.yaml", other);

    assertThat(read(files).problems())
        .singleElement()
        .asString()
        .startsWith("own.yaml:2:3: rule heat: the rule is in shipped.yaml too");
    var result = RuleFile.readAll(files, Set.of("shipped.yaml"), Street.VOCABULARY);
    assertThat(result.ok()).isTrue();
    assertThat(result.rules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.title().en()).isEqualTo("Other"));
    assertThat(result.files()).containsEntry("heat", "own.yaml");
  }

  @Test
  void a_file_means_its_own_zones_first() {
    String zones = "zones: { dock: { circle: [31, 121], radius: %d m } }\n";
    String rule = Street.when("{ metric: position, inside: dock }");
    var files = new LinkedHashMap<String, String>();
    files.put("a.yaml", zones.formatted(1) + rule);
    files.put("b.yaml", zones.formatted(2) + rule.replace("  r:\n", "  s:\n"));
    files.put("c.yaml", rule.replace("  r:\n", "  t:\n"));

    assertThat(read(files).problems())
        .singleElement()
        .asString()
        .startsWith("c.yaml:7:")
        .contains("\"dock\" is another zone in each of [a.yaml, b.yaml]");
    files.remove("b.yaml");
    assertThat(read(files).problems()).isEmpty();
  }

  @Test
  void the_rest_of_a_rule_is_read() {
    Rule rule =
        Street.read(
            Street.rule(
                """
                tags: [care]
                grids: [3301, 3302]
                classes: [180s, 25h]
                devices: hd-1
                severity: yellow
                when: { silent: learned }
                flapping: { times: 4, within: 10m }
                guard: temperature > 50
                secondary: { metric: smoke, is: true }
                shadow: true
                """));

    assertThat(rule.selection())
        .isEqualTo(
            new Selection(
                Set.of(),
                Set.of("care"),
                Set.of("3301", "3302"),
                Set.of(Duration.ofMinutes(3), Duration.ofHours(25)),
                Set.of("hd-1")));
    assertThat(rule.severity()).isEqualTo(Severity.III);
    assertThat(rule.flapping()).contains(new Flapping(4, Duration.ofMinutes(10)));
    assertThat(rule.guard()).contains("temperature > 50");
    assertThat(rule.secondary()).contains(new Condition.Is("smoke", true));
    assertThat(rule.shadow()).isTrue();
    assertThat(rule.task()).isTrue();
  }

  private static void check(String override, String problem) {
    String overrides = "overrides:\n  heat:\n    - " + override + "\n";
    assertThat(read(Map.of("heat.yaml", HEAT, "o.yaml", overrides)).problems())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.file()).isEqualTo("o.yaml");
              assertThat(told.line()).isEqualTo(3);
              assertThat(told.toString()).contains(problem);
            });
  }

  private static Condition above(double level, double clear) {
    return new Above(new Measure.Reading("temperature"), level, clear);
  }

  private static RuleFile.Result read(Map<String, String> files) {
    return RuleFile.readAll(files, Street.VOCABULARY);
  }
}
