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
                "io.fengsui.rules..",
                "io.netty.handler.codec.mqtt..",
                "org.eclipse.paho..",
                "org.springframework..",
                "java.util.logging..")
            .because("the same wrong reading of a standard on both sides would pass every test");

    rule.check(
        new ClassFileImporter()
            .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation()));

    assertThat(
            rule.evaluate(new ClassFileImporter().importPackages("io.fengsui.planted"))
                .getFailureReport()
                .toString())
        .contains("KnowsWhatItMustNot");
  }
}
