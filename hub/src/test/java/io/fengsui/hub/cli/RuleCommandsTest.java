package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RuleCommandsTest {
  @TempDir private Path home = Path.of("");

  private static final String RULES =
      """
      rules:
        kitchen-heat:
          title: { zh: 厨房高温, en: Kitchen hot }
          when: { metric: temperature, above: 60 Cel, clear: 50 Cel }
          holdFor: 10s
          guard: temperature < 500.0
          severity: II
          category: fire
          advice: { zh: 到场, en: Go there }
      """;

  private static final String TEST =
      """
      rules: kitchen.yaml
      devices: { hd-1: heat-detector }
      cases:
        - name: hot for ten seconds
          given:
            - { device: hd-1, metric: temperature, every: 5s, values: [20, 60, 61, 62, 40] }
          then:
            - { at: 15s, raised: kitchen-heat, device: hd-1, severity: II }
            - { at: 20s, cleared: kitchen-heat, device: hd-1 }
      """;

  private Terminal terminal = new Terminal(home);

  @BeforeEach
  void writeFiles() throws IOException {
    terminal = new Terminal(home);
    Files.writeString(home.resolve("kitchen.yaml"), RULES);
    Files.writeString(home.resolve("kitchen.test.yaml"), TEST);
  }

  @Test
  void a_test_that_passes_says_so() {
    assertThat(terminal.run("rule", "test", path("kitchen.test.yaml"))).isZero();
    assertThat(terminal.out()).isEqualTo("Passed: 1 cases in 1 files.\n");
    assertThat(terminal.run("rule", "test", path("kitchen.test.yaml"), "--lang", "zh")).isZero();
    assertThat(terminal.out()).contains("全部通过");
  }

  @Test
  void a_test_that_fails_shows_expected_beside_happened_within_eighty_columns() throws IOException {
    Files.writeString(home.resolve("kitchen.test.yaml"), TEST.replace("at: 15s", "at: 5s"));

    assertThat(terminal.run("rule", "test", path("kitchen.test.yaml"))).isEqualTo(1);

    assertThat(terminal.out().lines().map(String::strip))
        .contains(
            "- { at: 5s, raised: kitchen-heat, device: hd-1, severity: II }",
            "+ { at: 15s, raised: kitchen-heat, device: hd-1, severity: II }",
            "{ at: 20s, cleared: kitchen-heat, device: hd-1 }");
    assertThat(terminal.out()).contains("kitchen.test.yaml:8");
    assertThat(terminal.out().lines()).allMatch(line -> Width.of(line) <= 80);
    assertThat(terminal.err()).contains("1 of 1 cases failed");
  }

  @Test
  void a_program_gets_each_case_as_json() throws IOException {
    Files.writeString(home.resolve("kitchen.test.yaml"), TEST.replace("at: 15s", "at: 5s"));

    assertThat(terminal.run("rule", "test", path("kitchen.test.yaml"), "--json")).isEqualTo(1);

    JsonNode first = new JsonMapper().readTree(terminal.out()).path(0).path("cases").path(0);
    assertThat(first.path("passed").asBoolean(true)).isFalse();
    assertThat(first.path("changes").path(0).path("happened").asBoolean(true)).isFalse();
    assertThat(first.path("changes").path(0).path("line").asInt()).isEqualTo(8);
  }

  @Test
  void a_shipped_file_may_be_tried_by_its_name_and_mistakes_are_told() throws IOException {
    Files.writeString(
        home.resolve("mine.yaml"),
        """
        rules: [street.yaml, nowhere.yaml]
        devices: { sd-1: smoke-detectr }
        then: [{ at: 1s, raised: smok }]
        """);

    assertThat(terminal.run("rule", "test", path("mine.yaml"))).isEqualTo(1);

    assertThat(terminal.out().replaceAll("\\s+", " "))
        .contains("no file nowhere.yaml", "did you mean \"smoke-detector\"?")
        .doesNotContain("no file street.yaml");
    assertThat(terminal.err()).contains("Mistakes: 2");
  }

  @Test
  void check_tells_all_mistakes_with_line_and_column() throws IOException {
    assertThat(terminal.run("rule", "check", path("kitchen.yaml"))).isZero();
    assertThat(terminal.out()).contains("Rules: 1");

    Files.writeString(
        home.resolve("kitchen.yaml"),
        RULES.replace("severity", "severty").replace("metric: temperature", "metric: temprature"));

    assertThat(terminal.run("rule", "check", path("kitchen.yaml"))).isEqualTo(1);
    assertThat(terminal.out().replaceAll("\\s+", ""))
        .contains("kitchen.yaml:4:", "didyoumean\"temperature\"?", "didyoumean\"severity\"?");
    assertThat(terminal.run("rule", "check", path("kitchen.yaml"), "--json")).isEqualTo(1);
    JsonNode answer = new JsonMapper().readTree(terminal.out());
    assertThat(answer.path("problems").valueStream().map(each -> each.path("line").asInt()))
        .contains(4, 7);
    assertThat(terminal.run("rule", "check", path("nothing.yaml"))).isEqualTo(1);
    assertThat(terminal.err()).contains("nothing.yaml");
    assertThat(terminal.run("rule", "check")).isEqualTo(2);
  }

  @Test
  void the_schema_is_printed_as_it_is() {
    assertThat(terminal.run("rule", "schema")).isZero();
    assertThat(new JsonMapper().readTree(terminal.out()).path("$schema").asString())
        .startsWith("https://json-schema.org/");
  }

  private String path(String name) {
    return home.resolve(name).toString();
  }
}
