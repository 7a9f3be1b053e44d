package io.fengsui.hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.Metrics;
import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.Signal;
import io.fengsui.rules.Subject;
import io.fengsui.rules.definition.KnownMetric;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import io.fengsui.rules.definition.Severity;
import io.fengsui.rules.definition.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules that the hub ships. */
class StreetRulesTest {

  @Test
  void have_no_mistake_and_know_every_metric_and_unit() throws IOException {
    List<KnownMetric> metrics =
        Metrics.all().stream()
            .map(
                metric ->
                    new KnownMetric(
                        metric.name(),
                        metric.kind() == Metrics.Kind.FLAG
                            ? KnownMetric.Kind.FLAG
                            : KnownMetric.Kind.QUANTITY,
                        metric.unit()))
            .toList();

    var result = RuleFile.read("street.yaml", street(), Vocabulary.of(metrics, List.of()));

    assertThat(result.problems()).isEmpty();
    assertThat(result.rules())
        .extracting(Rule::id)
        .containsExactly(
            "smoke",
            "heat",
            "fire",
            "gas",
            "carbon-monoxide",
            "tamper",
            "battery-low",
            "silence",
            "drill");
  }

  @Test
  void send_nobody_for_what_is_only_technical() throws IOException {
    var rules = RuleFile.read("street.yaml", street()).rules();

    assertThat(rules)
        .filteredOn(rule -> !rule.id().equals("drill")) // shows that tasks come through
        .allSatisfy(r -> assertThat(r.task()).isEqualTo(r.severity() != Severity.IV));
    assertThat(rules)
        .filteredOn(rule -> rule.category().equals("device"))
        .extracting(Rule::severity)
        .containsOnly(Severity.IV);
  }

  @ParameterizedTest
  @CsvSource({
    "smoke-detector, smoke",
    "heat-detector, heat",
    "manual-call-point, fire",
    "gateway, fire",
    "gas-detector, gas",
    "co-detector, co.alarm"
  })
  void call_an_officer_for_every_alarm_that_a_life_depends_on(String type, String metric)
      throws IOException {
    var engine = new RuleEngine(RuleFile.read("street.yaml", street()).rules());
    var device = new Subject("d-1", type, "", Duration.ofHours(25));
    var changes = new ArrayList<Change>();

    engine.accept(new Signal(device, Instant.EPOCH, Map.of(metric, true)), changes::add);

    assertThat(changes).singleElement().isInstanceOf(Change.Raised.class);
    assertThat(changes.getFirst().rule().severity()).isEqualTo(Severity.I);
  }

  private static String street() throws IOException {
    return text("/rules/street.yaml");
  }

  private static String text(String path) throws IOException {
    try (InputStream in = StreetRulesTest.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
