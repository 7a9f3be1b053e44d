package io.fengsui.simulator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class CampaignPlanTest {
  private static final EnumSet<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

  @Test
  void a_seed_draws_the_same_campaign_again_and_another_one_another() {
    var drawn = CampaignPlan.of(30, 7, ALL).draw();

    assertThat(CampaignPlan.of(30, 7, ALL).draw()).isEqualTo(drawn);
    assertThat(CampaignPlan.of(30, 8, ALL).draw()).isNotEqualTo(drawn);
  }

  @Test
  void every_kind_comes_before_any_comes_first_again() {
    var firsts =
        CampaignPlan.of(ALL.size(), 7, ALL).draw().stream()
            .flatMap(round -> round.faults().stream())
            .map(Object::getClass)
            .distinct();

    assertThat(firsts).hasSizeGreaterThanOrEqualTo(ALL.size() - 1);
  }

  @Test
  void at_most_one_fault_of_a_round_ends_the_hub_and_it_stands_last() {
    assertThat(CampaignPlan.of(200, 7, ALL).draw())
        .allSatisfy(
            round ->
                assertThat(round.faults().subList(0, round.faults().size() - 1))
                    .noneMatch(Fault.Ending.class::isInstance));
  }

  @Test
  void the_brief_form_has_no_outage_longer_than_a_supervision_class() {
    assertThat(CampaignPlan.of(200, 7, EnumSet.of(FaultKind.KILL)).brief().draw())
        .allSatisfy(round -> assertThat(round.text()).doesNotContain("down"));
  }
}
