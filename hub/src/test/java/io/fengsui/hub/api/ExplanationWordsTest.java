package io.fengsui.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.problem.Sentence;
import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.Signal;
import io.fengsui.rules.Subject;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People are told why a rule is quiet, waiting or up. */
class ExplanationWordsTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Subject DETECTOR =
      new Subject("sd-1", "smoke-detector", "1", Duration.ofMinutes(3));
  private static final String RULES =
      """
      rules:
        dense:
          title: { zh: 烟, en: Smoke }
          when: { metric: smoke.density, above: 0.15 dB/m, clear: 0.1 dB/m }
          holdFor: 10s
          keepFor: 60s
          severity: I
          category: fire
          advice: { zh: 去, en: Go }
        ladder:
          title: { zh: 热, en: Hot }
          levels:
            - { severity: III, when: { metric: temperature, above: 50 Cel } }
            - { severity: I, when: { any: [ { metric: heat, is: true }, { metric: temperature, above: 70 Cel } ] } }
          category: fire
          advice: { zh: 去, en: Go }
        silence:
          title: { zh: 失联, en: Silent }
          when: { silent: class }
          severity: IV
          category: device
          advice: { zh: 查, en: Look }
      """;

  private final List<Rule> rules = RuleFile.read("t.yaml", RULES).rules();
  private final RuleEngine engine = new RuleEngine(rules);
  private final List<Change> changes = new ArrayList<>();

  @Test
  void a_quiet_rule_says_what_is_not_known() {
    says(0, "battery", 80.0);

    assertThat(english("ladder"))
        .containsExactly(
            "quiet: temperature is not known; the device has never reported it",
            "level III:",
            "? temperature is not known; the device has never reported it",
            "level I:",
            "? heat is not known; the device has never reported it",
            "? temperature is not known; the device has never reported it");
    assertThat(chinese("ladder").getFirst()).isEqualTo("平静：温度未知：该设备从未上报");
  }

  @Test
  void a_waiting_rule_says_what_holds_since_when_and_how_long_still() {
    says(0, "smoke.density", 0.17);
    engine.wake(NOON.plusSeconds(4), changes::add);

    assertThat(english("dense"))
        .containsExactly(
            "waiting for 4 s: smoke.density 0.17 dB/m ≥ 0.15 dB/m (4 s ago); goes up in 6 s",
            "✓ smoke.density 0.17 dB/m ≥ 0.15 dB/m (4 s ago)");
    assertThat(chinese("dense").getFirst())
        .isEqualTo("等待 4 秒：烟雾浓度 0.17 dB/m ≥ 0.15 dB/m（4 秒前）；6 秒后报警");
  }

  @Test
  void an_alarm_says_how_grave_it_is_and_when_it_comes_down() {
    says(0, "temperature", 60.0);
    engine.wake(NOON.plusSeconds(75), changes::add);
    assertThat(english("ladder").getFirst())
        .isEqualTo("up (III) for 1 min 15 s: temperature 60 °C ≥ 50 °C (1 min 15 s ago)");

    says(80, "smoke.density", 0.2);
    says(95, "smoke.density", 0.12);
    assertThat(english("dense").getFirst()).contains("0.12 dB/m ≥ 0.1 dB/m");
    says(100, "smoke.density", 0.05);
    engine.wake(NOON.plusSeconds(110), changes::add);
    assertThat(english("dense").getFirst())
        .isEqualTo(
            "over for 10 s, kept up (I): smoke.density 0.05 dB/m < 0.1 dB/m (10 s ago);"
                + " comes down in 50 s");
  }

  @Test
  void silence_says_when_it_was_heard_and_when_it_will_be_silent() {
    says(0, "battery", 80.0);
    engine.wake(NOON.plusSeconds(60), changes::add);

    assertThat(english("silence").getFirst())
        .isEqualTo(
            "quiet: heard 1 min ago; silent in 2 min; may move in 2 min if nothing is heard");
    assertThat(chinese("silence").getLast()).isEqualTo("✗ 1 分前听到，再过 2 分算失联");
  }

  private void says(int second, String metric, double value) {
    engine.accept(
        new Signal(DETECTOR, NOON.plusSeconds(second), Map.of(metric, value)), changes::add);
  }

  private List<String> english(String rule) {
    return told(rule).stream().map(Sentence::en).toList();
  }

  private List<String> chinese(String rule) {
    return told(rule).stream().map(Sentence::zh).toList();
  }

  private List<Sentence> told(String id) {
    Rule rule = rules.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    return ExplanationView.of(engine.explain(id, "sd-1").orElseThrow(), rule).sentences();
  }
}
