package io.fengsui.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RuleTextTest {

  @Property(tries = 200)
  void what_is_printed_is_read_as_the_same(@ForAll("ofDevices") Condition condition) {
    assertThat(read("severity: I\nwhen: " + RuleText.of(condition))).isEqualTo(condition);
  }

  @Property(tries = 100)
  void what_is_printed_of_places_is_read_as_the_same(@ForAll("ofPlaces") Condition condition) {
    assertThat(read("per: floor\nseverity: I\nwhen: " + RuleText.of(condition)))
        .isEqualTo(condition);
  }

  @Example
  void prints_units_where_they_are_known() {
    Condition condition = Street.condition("{ metric: temperature, above: 150 °F, clear: 60 }");

    assertThat(RuleText.of(condition, Street.VOCABULARY))
        .isEqualTo("{ metric: temperature, above: 65.5555555556 Cel, clear: 60 Cel }");
    assertThat(RuleText.of(Street.condition("{ metric: battery, below: 15 % }"), Street.VOCABULARY))
        .isEqualTo("{ metric: battery, below: \"15 %\" }");
    assertThat(RuleText.of(condition))
        .isEqualTo("{ metric: temperature, above: 65.5555555556, clear: 60 }");
  }

  @Provide
  Arbitrary<Condition> ofDevices() {
    return Conditions.ofDevices();
  }

  @Provide
  Arbitrary<Condition> ofPlaces() {
    return Conditions.ofPlaces();
  }

  private static Condition read(String rule) {
    RuleFile.Result result = RuleFile.read("a.yaml", Conditions.ZONES + Street.rule(rule));
    assertThat(result.problems()).isEmpty();
    return result.rules().getFirst().levels().getFirst().when();
  }
}
