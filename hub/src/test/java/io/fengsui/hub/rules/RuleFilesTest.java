package io.fengsui.hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {
  private static final String HOT =
      """
      rules:
        heat:
          title: { zh: 热, en: Hot }
          when: { metric: temperature, above: 40 Cel }
          severity: II
          category: fire
          advice: { zh: 去, en: go }
      """;

  @TempDir Path folder;

  @Test
  void the_shipped_rules_have_no_mistake() {
    assertThat(load().problems()).isEmpty();
    assertThat(load().rules()).extracting(Rule::id).contains("smoke", "heat");
  }

  @Test
  void a_rule_in_the_data_folder_replaces_the_shipped_one() throws Exception {
    int shipped = load().rules().size();
    write("own.yaml", HOT);

    var loaded = load();

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.rules()).hasSize(shipped);
    assertThat(loaded.rules())
        .filteredOn(rule -> rule.id().equals("heat"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.title().en()).isEqualTo("Hot"));
  }

  @Test
  void two_files_with_the_same_rule_are_a_mistake() throws Exception {
    write("a.yaml", HOT);
    write("b.yaml", HOT);

    assertThat(load().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.text()).contains("a.yaml"));
  }

  @Test
  void mistakes_of_all_files_are_told_with_a_named_file_that_is_missing() throws Exception {
    Path odd = write("odd.yaml", "rules: { x: { severty: I } }");
    Path none = folder.resolve("none.yaml");

    var loaded = new RuleFiles(List.of(odd, none), folder, List.of()).load();

    assertThat(loaded.problems())
        .extracting(Problem::file)
        .contains(odd.toString(), none.toString());
    assertThat(new RulesRefusedException(loaded.problems()))
        .hasMessageContaining("severty")
        .hasMessageContaining("none.yaml:1:1: there is no such file");
  }

  private RuleFiles.Loaded load() {
    return new RuleFiles(List.of(), folder, List.of()).load();
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }
}
