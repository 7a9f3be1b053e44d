package io.fengsui.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Holds the simulators apart from what they test, and shows that the rule can fail. */
class ArchitectureTest {

  @Test
  void simulators_share_no_code_with_the_hub_or_its_adapters() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.fengsui.adapter..",
                "io.fengsui.hub..",
                "io.netty.handler.codec.mqtt..",
                "org.eclipse.paho..",
                "org.springframework..",
                "java.util.logging..")
            .because("the same wrong reading of a standard on both sides would pass every test");

    holds(rule, "KnowsWhatItMustNot");
  }

  @Test
  void the_rule_engine_is_known_to_its_benchmark_only() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("io.fengsui.simulator.bench.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fengsui.rules..")
            .because("a check of what the hub does must not be made of what the hub is");

    holds(rule, "KnowsTheRules");
  }

  private static void holds(ArchRule rule, String culprit) {
    rule.check(
        new ClassFileImporter()
            .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation()));
    assertThat(
            rule.evaluate(new ClassFileImporter().importPackages("io.fengsui.planted"))
                .getFailureReport()
                .toString())
        .contains(culprit);
  }
}
