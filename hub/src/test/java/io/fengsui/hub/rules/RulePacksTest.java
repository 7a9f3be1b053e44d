package io.fengsui.hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Metrics;
import io.fengsui.hub.device.DeviceType;
import io.fengsui.hub.device.DeviceTypes;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.definition.KnownMetric;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import io.fengsui.rules.definition.Vocabulary;
import io.fengsui.rules.scenario.Diff;
import io.fengsui.rules.scenario.Expected;
import io.fengsui.rules.scenario.ScenarioFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rule packs that the hub ships, and the tests that are shipped with them. */
class RulePacksTest {

  private static final Path FOLDER = folder();
  private static final Vocabulary WORDS = vocabulary();

  @TestFactory
  Stream<DynamicNode> each_does_what_its_tests_say() {
    return files(FOLDER.resolve("tests")).entrySet().stream().map(RulePacksTest::cases);
  }

  @Test
  void go_together_without_a_mistake_and_cover_two_dozen_scenes() {
    RuleFile.Result all = RuleFile.readAll(files(FOLDER), WORDS);

    assertThat(all.problems()).isEmpty();
    assertThat(all.warnings()).isEmpty();
    assertThat(all.rules()).hasSizeGreaterThanOrEqualTo(24);
  }

  @Test
  void every_rule_is_raised_and_cleared_in_a_test() {
    List<Expected> expected =
        files(FOLDER.resolve("tests")).values().stream()
            .flatMap(yaml -> ScenarioFile.read("", yaml, WORDS).scenarios().stream())
            .flatMap(scenario -> scenario.expected().stream())
            .toList();
    Set<String> rules =
        RuleFile.readAll(files(FOLDER), WORDS).rules().stream()
            .map(Rule::id)
            .collect(Collectors.toSet());

    assertThat(expected)
        .filteredOn(each -> each.kind() == Expected.Kind.RAISED)
        .extracting(Expected::rule)
        .containsAll(rules);
    assertThat(expected)
        .filteredOn(each -> each.kind() == Expected.Kind.CLEARED)
        .extracting(Expected::rule)
        .containsAll(rules);
  }

  @Test
  void each_has_a_title_in_both_languages() throws IOException {
    List<String> packs =
        Files.readAllLines(FOLDER.resolve("packs.csv")).stream()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf(',')) + ".yaml")
            .toList();

    assertThat(Stream.concat(packs.stream(), Stream.of("street.yaml")))
        .containsExactlyInAnyOrderElementsOf(files(FOLDER).keySet());
  }

  @Test
  void the_documentation_lists_every_rule() {
    String list = text(Path.of("..", "docs", "packs.md"));

    assertThat(RuleFile.readAll(files(FOLDER), WORDS).rules())
        .allSatisfy(rule -> assertThat(list).contains("| `" + rule.id() + "` |"));
  }

  private static DynamicContainer cases(Map.Entry<String, String> file) {
    String name = file.getKey();
    ScenarioFile.Result test = ScenarioFile.read(name, file.getValue(), WORDS);
    assertThat(test.problems()).isEmpty();
    Map<String, String> sources =
        test.rules().stream()
            .collect(
                Collectors.toMap(
                    ScenarioFile.Source::name,
                    source -> text(FOLDER.resolve("tests").resolve(source.name()))));
    List<Rule> rules = RuleFile.readAll(sources, WORDS).rules();
    assertThat(test.strangers(name, rules.stream().map(Rule::id).toList())).isEmpty();
    URI uri = FOLDER.resolve("tests").resolve(name).toUri();
    return DynamicContainer.dynamicContainer(
        name,
        uri,
        test.scenarios().stream()
            .map(
                scenario ->
                    DynamicTest.dynamicTest(
                        scenario.name(),
                        () -> {
                          Diff diff = scenario.run(new RuleEngine(rules));
                          assertThat(diff.isEmpty())
                              .as(() -> "\n" + String.join("\n", diff.lines(name)))
                              .isTrue();
                        })));
  }

  private static Map<String, String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString(),
                  RulePacksTest::text,
                  (a, _) -> a,
                  TreeMap::new));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path folder() {
    try {
      URL street = RulePacksTest.class.getResource("/rules/street.yaml");
      return Path.of(Objects.requireNonNull(street).toURI()).resolveSibling("");
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Vocabulary vocabulary() {
    return Vocabulary.of(
        Metrics.all().stream()
            .map(
                metric ->
                    new KnownMetric(
                        metric.name(),
                        KnownMetric.Kind.valueOf(metric.kind().name()),
                        metric.unit(),
                        metric.min(),
                        metric.max()))
            .toList(),
        new DeviceTypes()
            .all().stream().collect(Collectors.toMap(DeviceType::key, type -> type.lane().key())));
  }
}
