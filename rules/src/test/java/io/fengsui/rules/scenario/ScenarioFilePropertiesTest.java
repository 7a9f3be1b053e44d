package io.fengsui.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.definition.Vocabulary;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScenarioFilePropertiesTest {

  private static final String GOOD =
      """
      rules: [smoke.yaml]
      devices: { sd-1: { type: smoke-detector, tags: [a], building: 3, silentAfter: 1h } }
      start: 2026-11-21T21:30:00+08:00
      cases:
        - name: one
          given:
            - { at: 5s, device: sd-1, values: { smoke: true, position: [31.2, 121.4] } }
            - { at: 1m, device: sd-1, metric: t, every: 5s, values: [1, 2, ~] }
            - { at: 3m, hub: away, for: 1m }
          then:
            - { at: 5s, raised: smoke, device: sd-1, severity: I, secondary: false }
            - never: heat
      """;

  @Property(tries = 300)
  void never_throws_on_any_text(@ForAll String text) {
    check(text);
  }

  @Property(tries = 1000)
  void never_throws_on_a_good_file_with_a_hole_or_an_intruder(
      @ForAll("yamlish") String intruder, @ForAll("places") int from, @ForAll("places") int to) {
    int start = Math.min(from, to);
    check(GOOD.substring(0, start) + intruder + GOOD.substring(Math.max(from, to)));
    check(GOOD.substring(0, start) + intruder + GOOD.substring(start));
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, GOOD.length());
  }

  @Provide
  Arbitrary<String> yamlish() {
    return Arbitraries.of(
            "cases:",
            "given:",
            "then:",
            "devices:",
            "\n",
            "\n  ",
            "\n    ",
            "- ",
            "{",
            "}",
            "[",
            "]",
            ": ",
            ",",
            "\"",
            "&a ",
            "*a",
            "!!int ",
            "?",
            "|",
            "#",
            "---",
            "at",
            "999999h",
            "-1",
            "1e999",
            "~",
            "null",
            "true",
            "times: 99999",
            "every: 0s",
            "hub: away",
            "\u0000",
            "\uD800")
        .list()
        .ofMaxSize(8)
        .map(words -> String.join("", words));
  }

  private static void check(String text) {
    ScenarioFile.Result file = ScenarioFile.read("any.yaml", text, Vocabulary.ANY);

    assertThat(file.problems()).allSatisfy(p -> assertThat(p.line()).isPositive());
    if (file.ok()) {
      file.scenarios().forEach(each -> each.run(new RuleEngine(List.of())).lines("any.yaml"));
    }
  }
}
