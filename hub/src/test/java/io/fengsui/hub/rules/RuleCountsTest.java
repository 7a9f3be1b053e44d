package io.fengsui.hub.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.Change;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each rule did is counted, and known after a restart. */
class RuleCountsTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final RuleCounts counts = new RuleCounts();

  @Test
  void a_rule_in_shadow_keeps_its_last_doings_and_all_of_it_survives_a_restart()
      throws IOException {
    Rule heat = heat(50, true);
    for (int i = 0; i < 30; i++) {
      counts.count(raised(heat, "hd-" + i, i));
    }
    counts.count(cleared(heat, "hd-0", 40));

    var again = new RuleCounts();
    again.restore(counts.save());

    assertThat(again.of("heat")).isEqualTo(counts.of("heat"));
    assertThat(again.of("heat").raised()).isEqualTo(30);
    assertThat(again.of("heat").up()).isEqualTo(29);
    assertThat(again.of("heat").last()).hasSize(RuleCounts.LAST);
    assertThat(again.of("heat").last().getFirst().what()).isEqualTo(RuleCount.What.CLEARED);
    assertThat(again.of("heat").last().getLast().subject()).isEqualTo("hd-11");
  }

  @Test
  void an_armed_rule_is_counted_and_its_events_are_told_elsewhere() {
    counts.count(raised(heat(50, false), "hd-1", 1));

    assertThat(counts.of("heat").raised()).isEqualTo(1);
    assertThat(counts.of("heat").last()).isEmpty();
    assertThat(counts.of("other")).isEqualTo(RuleCount.NONE);
  }

  @Test
  void a_rule_that_became_another_is_counted_anew() {
    Rule before = heat(50, true);
    counts.count(raised(before, "hd-1", 1));

    counts.change(List.of(before), List.of(before), NOON);
    assertThat(counts.of("heat").raised()).isEqualTo(1);

    counts.change(List.of(before), List.of(heat(60, true)), NOON);
    assertThat(counts.of("heat")).isEqualTo(RuleCount.since(NOON));

    counts.change(List.of(before), List.of(), NOON);
    assertThat(counts.of("heat")).isEqualTo(RuleCount.NONE);
  }

  private static Change raised(Rule rule, String device, int second) {
    Instant at = NOON.plusSeconds(second);
    return new Change.Raised(rule, device, at, at, List.of(), rule.severity(), false);
  }

  private static Change cleared(Rule rule, String device, int second) {
    Instant at = NOON.plusSeconds(second);
    return new Change.Cleared(rule, device, NOON, at, List.of(), Change.Cleared.Reason.OVER);
  }

  private static Rule heat(int level, boolean shadow) {
    return RuleFile.read(
            "t.yaml",
            """
      rules:
        heat:
          title: { zh: 热, en: Hot }
          when: { metric: temperature, above: %d Cel }
          severity: II
          category: fire
          advice: { zh: 去, en: Go }
          shadow: %s
      """
                .formatted(level, shadow))
        .rules()
        .getFirst();
  }
}
