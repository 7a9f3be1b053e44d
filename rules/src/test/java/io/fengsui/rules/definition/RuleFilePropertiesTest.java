package io.fengsui.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RuleFilePropertiesTest {

  private static final String GOOD =
      """
      zones: { dock: { polygon: [[1, 2], [1, 3], [2, 3]] }, yard: { circle: [1, 2], radius: 5 m } }
      hours: { night: { from: "22:00", to: "6:00", days: [mon], never: [2026-10-01], zone: UTC } }
      overrides: { smoke: [ { grid: 3301, with: { high: 5 } } ] }
      rules:
        smoke:
          title: { zh: 烟雾, en: Smoke }
          types: [a]
          set: { high: 3 Cel }
          levels:
            - severity: IV
              when: { any: [ { metric: smoke, is: true }, { metric: t, above: $high, clear: 1 } ] }
            - severity: blue
              when:
                all:
                  - { metric: p, outsideOf: dock }
                  - { metric: t, rises: 3, within: 1m }
                  - { count: { metric: t, outside: [1, 9], margin: 2 }, atLeast: 3, within: 5m }
                  - { first: { metric: s, changesTo: x }, without: { metric: s, is: y }, within: 3s }
                  - { not: { during: night } }
                  - { silent: learned, times: 4 }
                  - { metric: t, reaches: 3, soonerThan: 2d, over: 1h }
          flapping: { times: 3, within: 1h }
          secondary: { metric: s, is: false }
          keepFor: 1m
          category: fire
          advice: { zh: 去, en: Go }
        two:
          title: { zh: 烟雾, en: Smoke }
          per: floor
          when: { devices: { tags: [a], when: { metric: smoke, is: true } }, atLeast: 30 %, within: 9s }
          severity: red
          category: fire
          advice: { zh: 去, en: Go }
      """;

  @Property(tries = 500)
  void never_throws_on_any_text(@ForAll String text) {
    check(text);
  }

  @Property(tries = 500)
  void never_throws_on_words_of_yaml(@ForAll("yamlish") String text) {
    check(text);
  }

  @Property(tries = 500)
  void never_throws_on_a_good_file_with_a_hole_or_an_intruder(
      @ForAll("yamlish") String intruder, @ForAll("places") int from, @ForAll("places") int to) {
    int start = Math.min(from, to);
    check(GOOD.substring(0, start) + intruder + GOOD.substring(Math.max(from, to)));
    check(GOOD.substring(0, start) + intruder + GOOD.substring(start));
  }

  @Example
  void the_good_file_is_good_but_for_the_order_of_its_levels() {
    assertThat(RuleFile.read("any.yaml", GOOD).problems())
        .singleElement()
        .asString()
        .contains("two levels are of severity IV");
  }

  /** Apart, since each guard is compiled, which takes a while. */
  @Property(tries = 60)
  void never_throws_on_any_guard(@ForAll("expressions") String expression) {
    check(GOOD.replace("keepFor: 1m", "guard: \"" + expression + "\""));
  }

  @Provide
  Arbitrary<String> expressions() {
    return Arbitraries.of(
            "t",
            " > ",
            "3",
            "&&",
            "(",
            ")",
            "'x'",
            ".",
            "[",
            "]",
            "!",
            "?",
            ":",
            "size(",
            "all(",
            "s.matches('(a*)*b')",
            " in ",
            "null",
            "0x",
            "{",
            "}",
            "\\\\",
            "\\\"",
            "火",
            "-",
            "/0",
            "t{a: 1}")
        .list()
        .ofMaxSize(8)
        .map(words -> String.join("", words));
  }

  @Property(tries = 300)
  void never_throws_on_a_good_file_with_values_that_changed_places(
      @ForAll("places") int one, @ForAll("places") int other) {
    String[] words = GOOD.split("(?<=[ ,:{\\[\\]}])|(?=[ ,:{\\[\\]}])");
    String word = words[one % words.length];
    words[one % words.length] = words[other % words.length];
    words[other % words.length] = word;
    check(String.join("", words));
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
            "$high",
            "levels:",
            "set:",
            "within: ",
            "count: ",
            "overrides:",
            "polygon: ",
            "guard: ",
            "(((",
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
