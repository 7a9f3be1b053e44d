package io.fengsui.adapter;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * Holds the protocols apart from each other and from the hub, and shows that each rule can fail.
 */
class ArchitectureTest {
  private static final String PLANTED = "io.fengsui.planted";
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .importUrl(Uplink.class.getProtectionDomain().getCodeSource().getLocation());
  private static final JavaClasses FAULTS = new ClassFileImporter().importPackages(PLANTED);

  @Test
  void protocols_do_not_know_each_other() {
    apart("io.fengsui.adapter").check(MAIN);

    assertReports(apart(PLANTED), "KnowsAnotherProtocol");
  }

  @Test
  void the_spi_knows_no_protocol() {
    spiAlone("io.fengsui.adapter").check(MAIN);

    assertReports(spiAlone(PLANTED), "SpiKnowsAProtocol");
  }

  @Test
  void adapters_know_neither_spring_nor_hub_nor_rules() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.springframework..",
                "io.fengsui.hub..",
                "io.fengsui.rules..",
                "java.util.logging..");
    rule.check(MAIN);

    assertReports(rule, "LogsItsOwnWay");
  }

  @Test
  void adapters_never_read_the_time_of_day() {
    ArchRule rule =
        noClasses()
            .that()
            .areNotAssignableTo(Protocol.class)
            .should()
            .callMethodWhere(readsTheTimeOfDay())
            .because("a Protocol hands its adapters an InstantSource; the hub stamps what arrives");
    rule.check(MAIN);

    assertReports(rule, "ReadsTheClock");
  }

  private static ArchRule apart(String root) {
    return slices()
        .matching(root + ".(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            alwaysTrue(),
            resideInAnyPackage(root + ".json..", root + ".binary..", root + ".californium.."))
        .because("what protocols share knows none of them");
  }

  private static ArchRule spiAlone(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".*..");
  }

  private static void assertReports(ArchRule rule, String culprit) {
    assertThat(rule.evaluate(FAULTS).getFailureReport().toString()).contains(culprit);
  }

  private static DescribedPredicate<JavaMethodCall> readsTheTimeOfDay() {
    return DescribedPredicate.describe(
        "reads the time of day",
        call -> {
          String owner = call.getTarget().getOwner().getName();
          String name = call.getTarget().getName();
          return (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
              || (owner.startsWith("java.time.")
                  && (name.equals("now") || name.startsWith("system")));
        });
  }
}
