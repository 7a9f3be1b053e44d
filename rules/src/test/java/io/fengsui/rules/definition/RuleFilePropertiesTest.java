package io.fengsui.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RuleFilePropertiesTest {

  private static final String GOOD =
      """
      rules:
        smoke:
          title: { zh: 烟雾, en: Smoke }
          when: { any: [ { metric: smoke, is: true }, { metric: t, above: 3 Cel } ] }
          keepFor: 1m
          severity: I
          category: fire
          advice: { zh: 去, en: Go }
      """;

  @Property(tries = 500)
  void never_throws_on_any_text(@ForAll String text) {
    check(text);
  }

  @Property(tries = 1000)
  void never_throws_on_words_of_yaml(@ForAll("yamlish") String text) {
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
            "rules:",
            "when:",
            "smoke",
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
            "'",
            "&a ",
            "*a",
            "!!int ",
            "! ",
            "?",
            "|",
            ">",
            "#",
            "---",
            "...",
            "%",
            "@",
            "\t",
            "any",
            "all",
            "not",
            "above",
            "1e999",
            "-",
            "~",
            "null",
            "true",
            "<<",
            "\u0000",
            "\uD800",
            "advice",
            "types",
            "severity",
            "I")
        .list()
        .ofMaxSize(12)
        .map(words -> String.join("", words));
  }

  private static void check(String text) {
    RuleFile.Result result = RuleFile.read("any.yaml", text);

    assertThat(result.problems()).allSatisfy(p -> assertThat(p.line()).isPositive());
    if (result.rules().equals(List.of())) {
      return;
    }
    assertThat(result.rules()).allSatisfy(rule -> assertThat(rule.id()).isNotEmpty());
  }
}
