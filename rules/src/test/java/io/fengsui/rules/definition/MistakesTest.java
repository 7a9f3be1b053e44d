package io.fengsui.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the language refuses, each time at the place and with a hint. */
class MistakesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { metric: temperature, above: 50 % }                   | wrong unit "%": temperature is in Cel
          { metric: temperature, above: 50 celsius }             | wrong unit "celsius"
          { metric: gas.density, above: 10 % }                   | wrong unit "%": gas.density is in %{LEL}
          { metric: temperature, above: 2000 }                   | can never hold - temperature goes from -80 to 1000 Cel
          { metric: battery, below: 0 }                          | can never hold
          { metric: battery, above: 0 }                          | always holds
          { metric: battery, below: 200 }                        | always holds
          { metric: temperature, between: [20, 10] }             | the first level is not below the second
          { metric: temperature, between: [20] }                 | between needs two levels
          { metric: temperature, outside: [10, 20], margin: 5 }  | it would never be over
          { metric: temperature, above: 3, margin: 5 }           | "margin" does not go with "above"
          { metric: temperature, rises: 0, within: 1m }          | rises must be more than 0
          { metric: temperature, rises: 5, within: 400d }        | within is too long: 400d - at most 31d
          { metric: temperature, rises: 5, within: 0s }          | within is no time at all
          { metric: temperature, rises: 5 }                      | "within" is missing
          { metric: temperature, rises: 5, within: 1m, clear: 6 } | clear lies above the level
          { metric: battery, reaches: 5, soonerThan: 400d, over: 1d } | soonerThan is too long
          { metric: temperature, percentOfMean: 5 K, over: 1h }  | percentOfMean is not in %
          { metric: smoke, rises: 5, within: 1m }                | smoke has no level
          { metric: position, above: 5 }                         | position has no level - use inside:
          { metric: position, is: true }                         | a position is not compared with is
          { metric: position, inside: dock }                     | unknown zone "dock" - there is none
          { metric: smoke, inside: dock }                        | smoke is no position
          { metric: access, is: true }                           | this metric is a text - write "true"
          { silent: 400d }                                       | silent is too long: 400d - at most 366d
          { silent: 5m, times: 3 }                               | "times" goes with "silent: learned" only
          { silent: learned, times: 0 }                          | times is out of bounds
          { count: { metric: smoke, is: true }, atLeast: 0, within: 1m }   | atLeast is out of bounds: 0 - write 1 to 100
          { count: { metric: smoke, is: true }, atLeast: 101, within: 1m } | atLeast is out of bounds: 101
          { count: { metric: smoke, is: true }, atLeast: 2.5, within: 1m } | atLeast is no whole number
          { count: { metric: smoke, is: true }, within: 1m }     | a count needs atLeast or atMost
          { count: { silent: 1m }, atLeast: 2, within: 1m }      | count: counts messages by what they say
          { first: { metric: smoke, is: true }, within: 1m }     | first needs then or without
          { first: { silent: 1m }, then: { metric: smoke, is: true }, within: 1m } | look at metrics only
          { devices: { when: { metric: smoke, is: true } }, atLeast: 2 } | this rule is for each device
          { during: night }                                      | unknown hours "night"
          { during: { from: "22:00", to: "25:00" } }             | to is no time of day: "25:00"
          { during: { from: "22:00", to: "6:00", days: [monday] } } | unknown day "monday"
          { during: { from: "22:00", to: "6:00", zone: Asia/Shanghi } } | unknown time zone "Asia/Shanghi" - did you mean "Asia/Shanghai"?
          { during: { from: "22:00", to: "6:00", also: [2026-02-30] } } | this is no date
          { metric: temperature, above: $high }                  | unknown parameter "$high" - write set: { high: … }
          """)
  void tells_what_is_wrong_with_a_condition(String condition, String problem) {
    assertThat(Street.problems(Street.when(condition)))
        .singleElement()
        .asString()
        .startsWith("a.yaml:7:")
        .contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          { all: [ { metric: temperature, above: 70 }, { metric: temperature, below: 60 } ] } | can never hold
          { all: [ { metric: smoke, is: true }, { metric: smoke, is: false } ] }              | can never hold
          { all: [ { metric: smoke, is: true }, { not: { metric: smoke, is: true } } ] }      | can never hold
          { all: [ { metric: access, is: a }, { all: [ { metric: access, is: b } ] } ] }      | can never hold
          { any: [ { metric: smoke, is: true }, { metric: smoke, is: false } ] }              | always holds
          { any: [ { metric: temperature, above: 60 }, { metric: temperature, below: 70 } ] } | always holds
          { not: { any: [ { metric: temperature, above: 60 }, { metric: temperature, below: 70 } ] } } | always holds
          """)
  void tells_of_contradictions(String condition, String problem) {
    assertThat(Street.problems(Street.when(condition)))
        .singleElement()
        .asString()
        .contains(problem);
  }

  @Test
  void does_not_tell_of_conditions_that_may_hold() {
    for (String condition :
        new String[] {
          "{ all: [ { metric: temperature, above: 60 }, { metric: temperature, below: 70 } ] }",
          "{ any: [ { metric: temperature, above: 70 }, { metric: temperature, below: 60 } ] }",
          "{ metric: battery, between: [0, 20] }",
          "{ not: { metric: smoke, is: true } }"
        }) {
      assertThat(Street.problems(Street.when(condition))).as(condition).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          polygon: [[31, 121], [31, 122]]                               | a polygon needs three corners
          polygon: [[31, 121], [32, 122], [31, 122], [32, 121]]         | the polygon crosses itself
          polygon: [[31, 121], [31, 123], [31, 122]]                    | the polygon crosses itself
          polygon: [[31, 121], [31, 121], [31, 122]]                    | is there twice
          polygon: [[121, 31], [31, 122], [32, 122]]                    | latitude is out of bounds: 121 - from -90 to 90; latitude comes first
          polygon: [[31, 181], [31, 122], [32, 122]]                    | longitude is out of bounds
          polygon: [[31, -100], [31, 100], [32, 0]]                     | wider than half the earth
          polygon: [[31], [31, 122], [32, 122]]                         | this is no place
          circle: [31, 121]                                             | "radius" is missing
          circle: [31, 121], radius: 200 km                             | radius is out of bounds
          circle: [31, 121], radius: 5 Cel                              | a radius is in m
          radius: 5                                                     | a zone is a polygon or a circle
          """)
  void tells_what_is_wrong_with_a_zone(String zone, String problem) {
    assertThat(Street.problems("zones: { z: { " + zone + " } }\nrules: {}"))
        .singleElement()
        .asString()
        .startsWith("a.yaml:1:")
        .contains(problem);
  }

  @Test
  void tells_of_a_zone_that_nobody_wrote_and_of_a_wrong_one_just_once() {
    String zones = "zones: { dock: { circle: [31, 121], radius: 1 Cel } }\n";

    assertThat(Street.problems(zones + Street.when("{ metric: position, inside: dok }")))
        .hasSize(2)
        .last()
        .asString()
        .contains("unknown zone \"dok\" - did you mean \"dock\"?");
    assertThat(Street.problems(zones + Street.when("{ metric: position, inside: dock }")))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          per: room, severity: I, when: { silent: 1m }                     | no rule is per "room"
          per: floor, severity: I, when: { metric: smoke, is: true }       | a rule for places counts devices:
          severity: I, when: { silent: 1m }, flapping: { times: 1, within: 1m } | times is out of bounds: 1
          severity: I, when: { silent: 1m }, flapping: { times: 3 }        | "within" is missing
          severity: I, when: { silent: 1m }, keepFor: $k                   | "$k" does not count here
          severity: I, when: { silent: 1m }, set: { a b: 1 }               | is no name of a parameter
          severity: I, when: { silent: 1m }, set: { a: [1] }               | a parameter is one value
          severity: I, when: { silent: 1m }, tags: []                      | tags is empty
          severity: I, when: { silent: 1m }, classes: [often]              | a class is no duration
          severity: crimson, when: { silent: 1m }                          | unknown severity "crimson"
          severity: I, when: { silent: 1m }, levels: []                    | "when" does not go with "levels"
          levels: []                                                       | levels must be a list
          levels: [ { severity: I, when: { silent: 1m } }, { severity: I, when: { silent: 5m } } ] | two levels are of severity I
          levels: [ { severity: I, when: { silent: 1m } }, { severity: IV, when: { silent: 5m } } ] | severity IV comes after I
          """)
  void tells_what_is_wrong_with_a_rule(String rule, String problem) {
    assertThat(
            Street.problems(
                "rules: { r: { title: { zh: a, en: b }, category: c, advice: { zh: a, en: b }, "
                    + rule
                    + " } }"))
        .first()
        .asString()
        .contains(problem);
  }

  @Test
  void a_graver_level_must_come_later_than_the_one_before() {
    String ladder =
        "levels: [ { severity: III, when: { metric: temperature, above: %s }, holdFor: %s },"
            + " { severity: I, when: { metric: temperature, above: %s }, holdFor: %s } ]";

    assertThat(Street.problems(Street.rule(ladder.formatted(70, "0", 60, "0"))))
        .singleElement()
        .asString()
        .contains("level I comes no later than level III, which is never seen");
    assertThat(Street.problems(Street.rule(ladder.formatted(60, "0", 60, "0")))).hasSize(1);
    assertThat(Street.problems(Street.rule(ladder.formatted(60, "0", 60, "5m")))).isEmpty();
    assertThat(Street.problems(Street.rule(ladder.formatted(60, "0", 70, "0")))).isEmpty();
  }

  @Test
  void one_engine_must_hear_all_devices_that_a_place_counts() {
    String place =
        "per: floor\nseverity: I\n%s\nwhen: { devices: { %swhen: { silent: 5m } }, atLeast: 2 }";

    assertThat(Street.problems(Street.rule(place.formatted("task: true", ""))))
        .singleElement()
        .asString()
        .contains("several lanes: life-safety, telemetry");
    assertThat(Street.problems(Street.rule(place.formatted("types: [camera]", "")))).isEmpty();
    assertThat(Street.problems(Street.rule(place.formatted("task: true", "types: [camera], "))))
        .isEmpty();
    assertThat(
            Street.problems(
                Street.rule(place.formatted("types: [smoke-detector]", "types: [camera], "))))
        .singleElement()
        .asString()
        .contains("is watched by the rule");
  }

  @Test
  void refuses_more_rules_than_a_file_may_have() {
    var rules = new StringBuilder("rules:\n");
    for (int i = 0; i < 2001; i++) {
      rules.append("  r").append(i).append(": { }\n");
    }

    assertThat(Street.problems(rules.toString()))
        .hasSize(Problems.MAX)
        .noneMatch(problem -> problem.contains("r2000:"))
        .allMatch(problem -> problem.startsWith("a.yaml:"));
  }

  @Test
  void refuses_files_of_many_bytes_and_anchors() {
    assertThat(Street.problems("#" + "火".repeat(400_000)))
        .singleElement()
        .asString()
        .contains("too long: 1,200,001 bytes");
    assertThat(Street.problems("rules: &rules { }"))
        .containsExactly(
            "a.yaml:1:8: references with & and * are not understood"
                + " - write out what they stand for");
  }
}
