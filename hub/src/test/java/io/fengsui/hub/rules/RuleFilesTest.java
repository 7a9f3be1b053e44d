package io.fengsui.hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.device.DeviceType;
import io.fengsui.hub.device.DeviceTypes;
import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final List<DeviceType> TYPES = new DeviceTypes().all();

  @TempDir Path folder;

  @Test
  void the_shipped_rules_have_no_mistake() {
    assertThat(load().problems()).isEmpty();
    assertThat(load().set().rules()).extracting(Rule::id).contains("smoke", "heat");
  }

  @Test
  void a_rule_in_the_data_folder_replaces_the_shipped_one() throws Exception {
    int shipped = load().set().rules().size();
    write("own.yaml", HOT);

    var loaded = load();

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.set().rules()).hasSize(shipped);
    assertThat(loaded.set().rules())
        .filteredOn(rule -> rule.id().equals("heat"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.title().en()).isEqualTo("Hot"));
  }

  @Test
  void rules_that_are_tried_stand_in_for_those_with_the_same_ids_wherever_these_are()
      throws Exception {
    write("a.yaml", HOT);
    int all = load().set().rules().size();
    var files = new RuleFiles(List.of(), folder, TYPES);

    var tried = files.with(load().set(), Map.of("b.yaml", HOT.replace("en: Hot", "en: Hotter")));
    var emptied = files.with(load().set(), Map.of("a.yaml", "rules: {}"));

    assertThat(tried.problems()).isEmpty();
    assertThat(tried.set().rules()).hasSize(all);
    assertThat(tried.set().find("heat").orElseThrow().title().en()).isEqualTo("Hotter");
    assertThat(tried.set().fileOf()).containsEntry("heat", "b.yaml");
    assertThat(emptied.set().rules()).extracting(Rule::id).contains("smoke", "heat");
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

    var loaded = new RuleFiles(List.of(odd, none), folder, TYPES).load(RuleEdits.NONE);

    assertThat(loaded.problems())
        .extracting(Problem::file)
        .contains(odd.toString(), none.toString());
    assertThat(new RulesRefusedException(loaded.problems()))
        .hasMessageContaining("severty")
        .hasMessageContaining("none.yaml:1:1: there is no such file");
  }

  @Test
  void an_own_file_replaces_rules_and_one_with_a_shipped_name_the_whole_file() {
    var more = load(RuleEdits.NONE.with(Map.of("own.yaml", Optional.of(HOT))));
    assertThat(more.problems()).isEmpty();
    assertThat(more.set().find("heat")).map(rule -> rule.title().en()).contains("Hot");
    assertThat(more.set().find("smoke")).isPresent();
    assertThat(more.set().fileOf()).containsEntry("heat", "own.yaml");

    var instead = load(RuleEdits.NONE.with(Map.of("street.yaml", Optional.of(HOT))));
    assertThat(instead.set().rules()).extracting(Rule::id).containsExactly("heat");
  }

  @Test
  void an_own_file_sets_other_limits_for_some_devices_of_a_shipped_rule() {
    var edits =
        RuleEdits.NONE.with(
            Map.of(
                "limits.yaml",
                Optional.of(
                    """
                    overrides:
                      hot: [{ devices: [hd-1], with: { high: 80 Cel } }]
                    """),
                "hot.yaml",
                Optional.of(
                    HOT.replace("heat:", "hot:")
                        .replace("40 Cel", "$high")
                        .replace("when:", "set: { high: 40 Cel }\n    when:"))));

    var loaded = load(edits);

    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.set().find("hot")).map(rule -> rule.variants().size()).contains(1);
  }

  @Test
  void a_rule_is_in_the_mode_that_people_chose_whatever_its_file_says() {
    var loaded = load(RuleEdits.NONE.with("smoke", RuleMode.SHADOW));

    assertThat(loaded.set().find("smoke")).map(Rule::shadow).contains(true);
    assertThat(loaded.set().find("heat")).map(Rule::shadow).contains(false);
  }

  private RuleFiles.Loaded load() {
    return load(RuleEdits.NONE);
  }

  private RuleFiles.Loaded load(RuleEdits edits) {
    return new RuleFiles(List.of(), folder, TYPES).load(edits);
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }
}
