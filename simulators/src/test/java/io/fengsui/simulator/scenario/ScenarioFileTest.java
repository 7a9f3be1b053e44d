package io.fengsui.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.simulator.street.DemoStreet;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ScenarioFileTest {
  private static final String SMALL =
      """
      street: 试验街
      seed: 7
      kinds:
        smoke-detector:
          label: 烟感
          every: 10s..20s
          supervision: 90s
          values:
            smoke: false
            smoke.density: {around: 0.01, noise: 0.01}
            battery: {from: 70, to: 100}
      buildings:
        - name: 1号楼
          grid: "440111010001001"
          at: 23.17, 113.22
          devices:
            - {type: smoke-detector, floors: 1..2, rooms: [走廊, 楼梯间]}
      script:
        - {at: 30s, do: silent, device: 1/1/走廊}
        - {at: 20s, do: fire, device: 1/2/楼梯间, for: 4m}
      """;

  @Test
  void a_building_is_fitted_floor_by_floor() {
    var scenario = good(SMALL);

    assertThat(scenario.posts())
        .extracting(Post::key)
        .containsExactly("1/1/走廊", "1/1/楼梯间", "1/2/走廊", "1/2/楼梯间");
    assertThat(scenario.posts().getFirst().name()).isEqualTo("1号楼1层走廊烟感");
    assertThat(scenario.posts())
        .allSatisfy(post -> assertThat(post.latitude()).isBetween(23.169, 23.171));
  }

  @Test
  void the_script_is_in_the_order_of_time() {
    assertThat(good(SMALL).script())
        .containsExactly(
            new Act.Fire(Duration.ofSeconds(20), "1/2/楼梯间", Duration.ofMinutes(4)),
            new Act.Silent(Duration.ofSeconds(30), "1/1/走廊", Duration.ofDays(365)));
  }

  @Test
  void all_mistakes_are_told_with_their_lines() {
    String wrong =
        SMALL
            .replace("every: 10s..20s", "every: often")
            .replace("at: 23.17, 113.22", "at: somewhere")
            .replace("do: silent", "do: sing")
            .replace("1/2/楼梯间, for", "9/9/屋顶, for")
            .replace("seed: 7", "seeds: 7");

    assertThat(bad(wrong))
        .extracting(Problem::toString)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("street.yaml:2:1: 'seeds' is not known"),
            second -> assertThat(second).startsWith("street.yaml:6:12: 'every' must be a duration"),
            fourth -> assertThat(fourth).startsWith("street.yaml:15:9: 'at' must be latitude"),
            fifth -> assertThat(fifth).startsWith("street.yaml:19:19: 'do' must be fire, silent"),
            sixth -> assertThat(sixth).startsWith("street.yaml:20:33: 'device' names nobody"));
  }

  @Test
  void what_is_no_yaml_is_told_with_its_line() {
    assertThat(bad("street: x\n  seed: [1"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(2));
    assertThat(bad("")).singleElement().extracting(Problem::text).isEqualTo("the file is empty");
    assertThat(bad("just text")).isNotEmpty();
  }

  @Property(tries = 200)
  void reading_never_throws(@ForAll String text) {
    assertThat(ScenarioFile.read("any.yaml", text)).isNotNull();
  }

  @Test
  void the_shipped_street_has_twelve_buildings_and_two_fires_the_second_behind_a_panel() {
    var demo = good(DemoStreet.text());

    assertThat(demo.posts().stream().map(Post::building).distinct()).hasSize(12);
    assertThat(demo.posts().stream().filter(post -> post.kind().type().equals("smoke-detector")))
        .hasSizeGreaterThanOrEqualTo(60);
    List<Act> fires = demo.script().stream().filter(Act.Fire.class::isInstance).toList();
    assertThat(fires)
        .extracting(Act::at)
        .containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(90));
    assertThat(over(demo, fires.getFirst())).isEqualTo("mqtt");
    assertThat(over(demo, fires.getLast())).isEqualTo("gb26875");
    assertThat(demo.posts().stream().map(post -> post.kind().over()).distinct())
        .containsAll(Kind.PROTOCOLS);
  }

  private static String over(Scenario scenario, Act act) {
    return scenario.posts().stream()
        .filter(post -> post.key().equals(act.device()))
        .map(post -> post.kind().over())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void curves_go_where_they_are_sent() {
    var random = new Random(1);
    var ramp = new Curve.Ramp(10, 20, Duration.ofSeconds(10));

    assertThat(ramp.at(Duration.ofSeconds(5), 0, random)).isEqualTo(15.0);
    assertThat(ramp.at(Duration.ofMinutes(5), 0, random)).isEqualTo(20.0);
    assertThat(new Curve.Pick(70, 100).at(Duration.ZERO, 0.5, random)).isEqualTo(85.0);
    var around = new Curve.Around(0.01, 0.05, 0, Duration.ofMinutes(1));
    for (int i = 0; i < 100; i++) {
      assertThat((Double) around.at(Duration.ofSeconds(i), 0, random)).isBetween(0.0, 0.06);
    }
  }

  private static Scenario good(String yaml) {
    return switch (ScenarioFile.read("street.yaml", yaml)) {
      case ScenarioFile.Result.Good(Scenario scenario) -> scenario;
      case ScenarioFile.Result.Bad(List<Problem> problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  private static List<Problem> bad(String yaml) {
    return switch (ScenarioFile.read("street.yaml", yaml)) {
      case ScenarioFile.Result.Good(Scenario scenario) -> throw new AssertionError(scenario);
      case ScenarioFile.Result.Bad(List<Problem> problems) -> problems;
    };
  }
}
