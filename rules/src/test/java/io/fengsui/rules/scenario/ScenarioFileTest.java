package io.fengsui.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.definition.KnownMetric;
import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import io.fengsui.rules.definition.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScenarioFileTest {

  private static final Vocabulary WORDS =
      Vocabulary.of(
          List.of(
              new KnownMetric("smoke", KnownMetric.Kind.FLAG, ""),
              new KnownMetric("smoke.density", KnownMetric.Kind.QUANTITY, "dB/m"),
              new KnownMetric("battery", KnownMetric.Kind.QUANTITY, "%"),
              new KnownMetric("position", KnownMetric.Kind.POSITION, "")),
          List.of("smoke-detector", "access-gate"));

  @Test
  void a_single_case_with_plain_seconds_stands_alone() {
    assertThat(diff(text("smoke.yaml")).isEmpty()).isTrue();
  }

  @Test
  void cases_share_devices_and_a_series_spares_words() {
    var file =
        ScenarioFile.read(
            "a.yaml",
            """
            rules: smoke.rules.yaml
            devices:
              sd-1: { type: smoke-detector, tags: [kitchen], grid: 3301, building: 3, floor: 2 }
            cases:
              - name: thick smoke
                given:
                  - { device: sd-1, metric: smoke.density, every: 5s, values: [0, 0.2, 0.2, ~, 0.05] }
                  - { at: 1h, device: sd-1, every: 1h, times: 3, values: { battery: 80 %, smoke: false } }
                then:
                  - { at: 15s, raised: smoke, device: sd-1, severity: red }
                  - { at: 1m20s, cleared: smoke }
                until: 4h
              - name: nothing
                devices: { gate-1: access-gate }
                given:
                  - { at: 2m, hub: away, for: 1m30s }
                  - { at: 4m, heard: gate-1 }
                then:
                  - never: smoke
            """,
            WORDS);

    assertThat(file.problems()).isEmpty();
    assertThat(file.rules()).containsExactly(new ScenarioFile.Source("smoke.rules.yaml", 1, 8));
    assertThat(file.scenarios())
        .extracting(Scenario::name)
        .containsExactly("thick smoke", "nothing");
    assertThat(file.scenarios().getFirst().line()).isEqualTo(5);
    assertThat(file.scenarios().getFirst().given()).hasSize(7);
    assertThat(file.scenarios().getFirst().devices().get("sd-1"))
        .extracting(device -> device.where().building())
        .isEqualTo("3");
    assertThat(file.scenarios().getLast().devices()).containsOnlyKeys("gate-1", "sd-1");
    assertThat(file.scenarios())
        .allSatisfy(each -> assertThat(each.run(new RuleEngine(rules())).isEmpty()).isTrue());
    assertThat(file.strangers("a.yaml", List.of("smok", "silence")))
        .extracting(Problem::toString)
        .contains("a.yaml:10:1: there is no rule \"smoke\" - did you mean \"smok\"?");
  }

  @Test
  void a_difference_is_told_in_the_words_of_the_file_by_time() {
    String wrong =
        text("smoke.yaml")
            .replace("at: 50, raised: smoke", "at: 51, raised: smoke")
            .replace("  - { at: 95, raised: silence, device: gate-1 }\n", "  - never: silence\n");

    Diff diff = diff(wrong);

    assertThat(diff.isEmpty()).isFalse();
    assertThat(diff.lines("tests/smoke.yaml"))
        .startsWith(
            "  + { at: 50s, raised: smoke, device: sd-1, severity: I }",
            "  - { at: 51s, raised: smoke, device: sd-1 }                 tests/smoke.yaml:13",
            "  - { never: silence }                                       tests/smoke.yaml:14",
            "  + { at: 1m35s, raised: silence, device: gate-1, severity: IV }",
            "    { at: 2m10s, cleared: smoke, device: sd-1 }");
    assertThat(diff.lines("tests/smoke.yaml")).allMatch(line -> line.length() <= Diff.COLUMNS);
  }

  @Test
  void all_mistakes_are_told_with_line_and_column() {
    var file =
        ScenarioFile.read(
            "a.yaml",
            """
            devices: { sd-1: smoke-detecter, sd-2: smoke-detector }
            start: yesterday
            cases:
              - name: many
                given:
                  - { at: 5 minutes, device: sd-2, values: { smoke: true } }
                  - { at: 5m, device: sd-3, values: { smoke: true } }
                  - { at: 5m, device: sd-2, values: { smok: true, battery: 80 Cel } }
                  - { at: 6m, hub: away, for: 1h }
                  - { at: 7m, heard: sd-2 }
                  - { device: sd-2, metric: smoke, values: [true, true] }
                then:
                  - { at: 1m, device: sd-2 }
                  - { at: 1m, raised: smoke, device: sd-9, severity: V }
            """,
            WORDS);

    assertThat(file.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "a.yaml:1:18: unknown device type \"smoke-detecter\" - did you mean \"smoke-detector\"?",
            "a.yaml:2:8: start is no time - for instance 2026-11-21T21:30:00+08:00",
            "a.yaml:6:15: at is no duration: \"5 minutes\" - write 500ms, 30s, 5m, 2h, 1d or 1m30s",
            "a.yaml:7:27: there is no device \"sd-3\" - did you mean \"sd-2\"?",
            "a.yaml:8:43: unknown metric \"smok\" - did you mean \"smoke\"?; others are written ext.<name>",
            "a.yaml:8:64: battery is in % - write the number alone",
            "a.yaml:10:9: the hub is away then and hears nothing - move it",
            "a.yaml:11:9: \"every\" is missing - the time between two, for instance every: 5s",
            "a.yaml:13:9: one of raised, escalated, cleared, never must stand here - with a rule",
            "a.yaml:14:42: there is no device \"sd-9\" - did you mean \"sd-2\"?",
            "a.yaml:14:58: unknown severity \"V\" - I (red), II (orange), III (yellow) or IV (blue)");
  }

  private static Diff diff(String yaml) {
    var file = ScenarioFile.read("smoke.yaml", yaml, Vocabulary.ANY);
    assertThat(file.problems()).isEmpty();
    return file.scenarios().getFirst().run(new RuleEngine(rules()));
  }

  private static List<Rule> rules() {
    var rules = RuleFile.read("smoke.rules.yaml", text("smoke.rules.yaml"));
    assertThat(rules.problems()).isEmpty();
    return rules.rules();
  }

  private static String text(String name) {
    try (InputStream in = ScenarioFileTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
