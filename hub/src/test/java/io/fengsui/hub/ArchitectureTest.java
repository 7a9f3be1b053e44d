package io.fengsui.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Holds the hub to its edges, and shows that each rule can fail. */
class ArchitectureTest {
  private static final String PLANTED = "io.fengsui.planted";
  private static final String HUB = "io.fengsui.hub";

  private static final JavaClasses MAIN = classesBeside(HubApplication.class);
  private static final JavaClasses FAULTS = new ClassFileImporter().importPackages(PLANTED);

  @Test
  void each_stage_knows_only_whom_it_may() {
    Architecture.edges(HUB).check(MAIN);

    assertReports(Architecture.edges(PLANTED), "KnowsTheBus");
  }

  @Test
  void stages_know_each_other_in_one_direction() {
    Architecture.noCycles(HUB).check(MAIN);

    assertReports(Architecture.noCycles(PLANTED), "HalfOfACycle");
  }

  @Test
  void the_command_line_knows_nobody_in_the_hub() {
    Architecture.commandLineStandsAlone(HUB).check(MAIN);

    assertReports(Architecture.commandLineStandsAlone(PLANTED), "KnowsTheHub");
  }

  @Test
  void nobody_reads_a_clock_but_those_who_hand_it_out() {
    Architecture.timeIsHandedIn().check(MAIN);

    assertReports(Architecture.timeIsHandedIn(), "ReadsTheClock");
  }

  @Test
  void there_is_one_way_to_log() {
    Architecture.oneLogger().check(MAIN);

    assertReports(Architecture.oneLogger(), "LogsItsOwnWay");
  }

  private static void assertReports(ArchRule rule, String culprit) {
    assertThat(rule.evaluate(FAULTS).getFailureReport().toString()).contains(culprit);
  }

  private static JavaClasses classesBeside(Class<?> type) {
    return new ClassFileImporter()
        .importUrl(type.getProtectionDomain().getCodeSource().getLocation());
  }
}
