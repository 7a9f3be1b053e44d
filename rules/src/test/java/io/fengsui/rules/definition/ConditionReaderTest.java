package io.fengsui.rules.definition;

import static io.fengsui.rules.definition.Street.condition;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Condition.Above;
import io.fengsui.rules.definition.Condition.All;
import io.fengsui.rules.definition.Condition.Any;
import io.fengsui.rules.definition.Condition.Below;
import io.fengsui.rules.definition.Condition.Is;
import io.fengsui.rules.definition.Measure.Reading;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionReaderTest {

  private static final Measure TEMPERATURE = new Reading("temperature");
  private static final Condition OPEN = new Is("door.open", true);

  @Test
  void reads_spans_with_their_margin() {
    assertThat(condition("{ metric: temperature, between: [10, 20 Cel], margin: 2 K }"))
        .isEqualTo(new All(List.of(new Above(TEMPERATURE, 10, 8), new Below(TEMPERATURE, 20, 22))));
    assertThat(condition("{ metric: temperature, outside: [10, 20], margin: 2 }"))
        .isEqualTo(
            new Any(List.of(new Below(TEMPERATURE, 10, 12), new Above(TEMPERATURE, 20, 18))));
  }

  @Test
  void reads_what_a_metric_does() {
    assertThat(condition("{ metric: temperature, rises: 9 °F, within: 10m, clear: 2 }"))
        .isEqualTo(new Above(new Measure.Rise("temperature", Duration.ofMinutes(10)), 5, 2));
    assertThat(condition("{ metric: pressure, falls: 2 bar, within: 1h }"))
        .isEqualTo(new Above(new Measure.Fall("pressure", Duration.ofHours(1)), 200, 200));
    assertThat(condition("{ metric: battery, reaches: 10 %, soonerThan: 14d, over: 7d }"))
        .isEqualTo(
            new Below(
                new Measure.TimeTo("battery", 10, Duration.ofDays(7)), 14 * 86_400, 14 * 86_400));
  }

  @Test
  void a_deviation_in_percent_is_of_the_mean_unless_the_metric_is_in_percent() {
    var hour = Duration.ofHours(1);
    assertThat(condition("{ metric: temperature, deviates: 5 K, over: 1h }"))
        .isEqualTo(new Above(new Measure.Deviation("temperature", hour, false), 5, 5));
    assertThat(condition("{ metric: temperature, deviates: 20 %, over: 1h, clear: 10 % }"))
        .isEqualTo(new Above(new Measure.Deviation("temperature", hour, true), 20, 10));
    assertThat(condition("{ metric: humidity, deviates: 20 %, over: 1h }"))
        .isEqualTo(new Above(new Measure.Deviation("humidity", hour, false), 20, 20));
    assertThat(condition("{ metric: humidity, percentOfMean: 20, over: 1h }"))
        .isEqualTo(new Above(new Measure.Deviation("humidity", hour, true), 20, 20));
  }

  @Test
  void reads_flags_and_texts() {
    assertThat(condition("{ metric: access, is: denied }")).isEqualTo(new Is("access", "denied"));
    assertThat(condition("{ metric: door.open, changesTo: true }"))
        .isEqualTo(new Condition.Turned("door.open", true));
    assertThat(condition("{ metric: access, is: $$1 }")).isEqualTo(new Is("access", "$1"));
  }

  @Test
  void reads_silence() {
    assertThat(condition("{ silent: learned }")).isEqualTo(new Condition.Overdue(3));
    assertThat(condition("{ silent: learned, times: 5 }")).isEqualTo(new Condition.Overdue(5));
  }

  @Test
  void reads_counts() {
    var minute = Duration.ofMinutes(1);
    assertThat(condition("{ count: { metric: door.open, is: true }, atLeast: 3, within: 1m }"))
        .isEqualTo(new Above(new Measure.Count(OPEN, minute, 3), 3, 3));
    assertThat(condition("{ count: { metric: door.open, is: true }, atMost: 0, within: 1m }"))
        .isEqualTo(new Below(new Measure.Count(OPEN, minute, 1), 1, 1));
  }

  @Test
  void reads_orders() {
    var half = Duration.ofSeconds(30);
    var forced = new Is("door.forced", true);
    String first = "first: { metric: door.forced, is: true }";
    assertThat(condition("{ " + first + ", then: { metric: door.open, is: true }, within: 30s }"))
        .isEqualTo(new Condition.Follows(forced, OPEN, half));
    assertThat(
            condition("{ " + first + ", without: { metric: door.open, is: true }, within: 30s }"))
        .isEqualTo(new Condition.Unanswered(forced, OPEN, half));
  }

  @Test
  void reads_what_devices_of_a_place_do() {
    Rule rule =
        Street.read(
            Street.rule(
                """
                per: building
                types: [smoke-detector]
                severity: I
                when:
                  all:
                    - { devices: { when: { metric: smoke, is: true } }, atLeast: 2, within: 60s }
                    - { devices: { tags: [panel], when: { silent: 5m } }, none: true }
                    - { devices: { when: { silent: class } }, atLeast: 30 %, clear: 10 }
                """));

    assertThat(rule.per()).isEqualTo(Scope.BUILDING);
    assertThat(rule.levels().getFirst().when())
        .isInstanceOfSatisfying(
            All.class,
            all -> {
              assertThat(all.parts().getFirst())
                  .isEqualTo(
                      new Above(
                          new Measure.Members(
                              Selection.ALL, new Is("smoke", true), Duration.ofMinutes(1), false),
                          2,
                          2));
              assertThat(all.parts().get(1))
                  .isInstanceOfSatisfying(
                      Below.class, none -> assertThat(none.level()).isEqualTo(1));
              assertThat(all.parts().get(2))
                  .isInstanceOfSatisfying(
                      Above.class, share -> assertThat(share.clear()).isEqualTo(10));
            });
  }

  @Test
  void reads_hours_of_a_name_or_written_out() {
    String hours =
        """
        hours:
          night: { from: "22:00", to: "06:00", days: [fri, sat], never: [2026-10-01], zone: Asia/Urumqi }
        """;
    var night =
        new Hours(
            LocalTime.of(22, 0),
            LocalTime.of(6, 0),
            EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY),
            Set.of(),
            Set.of(LocalDate.of(2026, 10, 1)),
            ZoneId.of("Asia/Urumqi"));

    assertThat(when(Street.read(hours + Street.when("{ during: night }"))))
        .isEqualTo(new Condition.During(night));
    assertThat(condition("{ during: { from: \"8:00\", to: \"24:00\" } }"))
        .isEqualTo(
            new Condition.During(
                new Hours(
                    LocalTime.of(8, 0),
                    LocalTime.MIDNIGHT,
                    EnumSet.allOf(DayOfWeek.class),
                    Set.of(),
                    Set.of(),
                    ZoneId.of("Asia/Shanghai"))));
  }

  @Test
  void reads_zones() {
    String zones =
        """
        zones:
          school: { polygon: [[31.23, 121.47], [31.23, 121.48], [31.24, 121.48], [31.23, 121.47]] }
          dock: { circle: [31.2, 121.4], radius: 0.2 km }
        """;

    assertThat(when(Street.read(zones + Street.when("{ metric: position, inside: school }"))))
        .isInstanceOfSatisfying(
            Condition.Within.class,
            within ->
                assertThat(within.zone())
                    .isInstanceOfSatisfying(
                        Zone.Polygon.class, zone -> assertThat(zone.corners()).hasSize(3)));
    assertThat(when(Street.read(zones + Street.when("{ metric: position, outsideOf: dock }"))))
        .isEqualTo(
            new Condition.Not(
                new Condition.Within(
                    "position", new Zone.Circle("dock", new Zone.Corner(31.2, 121.4), 200))));
  }

  private static Condition when(Rule rule) {
    return rule.levels().getFirst().when();
  }
}
