package io.fengsui.rules;

import static io.fengsui.rules.Watch.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Condition.Not;
import io.fengsui.rules.definition.Condition.Within;
import io.fengsui.rules.definition.Zone;
import io.fengsui.rules.definition.Zone.Corner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a drone is. */
class ZoneTest {

  /** The shape of an L: the corner at 31.2308 north, 121.4715 east is outside. */
  private static final Zone SCHOOL =
      new Zone.Polygon(
          "school",
          List.of(
              new Corner(31.2300, 121.4700),
              new Corner(31.2300, 121.4720),
              new Corner(31.2305, 121.4720),
              new Corner(31.2305, 121.4710),
              new Corner(31.2310, 121.4710),
              new Corner(31.2310, 121.4700)));

  private static final Zone DOCK = new Zone.Circle("dock", new Corner(31.2300, 121.4700), 200);

  private static List<String> said(Condition when, double latitude, double longitude) {
    var watch = new Watch(rule("zone", when));
    return watch.says(1, "dr", Map.of("position", new Position(latitude, longitude))).said;
  }

  @Test
  void a_polygon_has_its_arms_and_not_what_lies_between_them() {
    var inside = new Within("position", SCHOOL);

    assertThat(said(inside, 31.2302, 121.4718)).hasSize(1);
    assertThat(said(inside, 31.2309, 121.4702)).hasSize(1);
    assertThat(said(inside, 31.2308, 121.4715)).isEmpty();
    assertThat(said(inside, 31.2299, 121.4710)).isEmpty();
    assertThat(said(new Not(inside), 31.2308, 121.4715)).hasSize(1);
  }

  @Test
  void a_circle_is_round_on_the_ground_and_not_in_degrees() {
    var inside = new Within("position", DOCK);

    assertThat(said(inside, 31.2300 + 199 / 111_195.0, 121.4700)).hasSize(1);
    assertThat(said(inside, 31.2300 + 201 / 111_195.0, 121.4700)).isEmpty();
    double metreEast = 111_195 * Math.cos(Math.toRadians(31.23));
    assertThat(said(inside, 31.2300, 121.4700 + 199 / metreEast)).hasSize(1);
    assertThat(said(inside, 31.2300, 121.4700 + 201 / metreEast)).isEmpty();
  }

  @Test
  void who_has_no_position_is_neither_inside_nor_outside() {
    var inside = new Within("position", SCHOOL);
    var watch = new Watch(rule("in", inside), rule("out", new Not(inside)));

    watch.says(1, "dr", "position", "nowhere").says(2, "dr", "height", 30.0);

    assertThat(watch.said).isEmpty();
  }
}
