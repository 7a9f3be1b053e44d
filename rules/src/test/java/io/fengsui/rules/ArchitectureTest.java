package io.fengsui.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Holds the rules apart from the world, and shows that each restriction can fail. */
class ArchitectureTest {
  /** The only package that knows CEL. */
  private static final String EXPRESSIONS = "io.fengsui.rules.expression..";

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .importUrl(RuleEngine.class.getProtectionDomain().getCodeSource().getLocation());
  private static final JavaClasses FAULTS =
      new ClassFileImporter().importPackages("io.fengsui.planted");

  @Test
  void rules_need_the_jdk_and_a_yaml_reader_only() {
    holds(
        classes()
            .that()
            .resideOutsideOfPackage(EXPRESSIONS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "io.fengsui.rules..", "java..", "org.snakeyaml.engine..", "org.jspecify.."),
        "KnowsALibrary");
  }

  @Test
  void expressions_need_cel_and_no_package_of_ours() {
    classes()
        .that()
        .resideInAPackage(EXPRESSIONS)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            EXPRESSIONS, "java..", "org.jspecify..", "dev.cel..", "com.google.common.collect..")
        .check(MAIN);
  }

  @Test
  void rules_do_no_input_or_output_of_their_own() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.nio.file..", "java.net..", "java.nio.channels..", "java.sql.."),
        "OpensAFile");
  }

  @Test
  void rules_never_read_a_clock_or_wait() {
    holds(
        noClasses()
            .should()
            .callMethodWhere(readsTheClock())
            .because("time is an argument, so that live runs and replays give the same changes"),
        "ReadsTheClock");
  }

  @Test
  void packages_are_free_of_cycles() {
    slices().matching("io.fengsui.rules.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  private static void holds(ArchRule rule, String culprit) {
    rule.check(MAIN);
    assertThat(rule.evaluate(FAULTS).getFailureReport().toString()).contains(culprit);
  }

  private static DescribedPredicate<JavaMethodCall> readsTheClock() {
    return DescribedPredicate.describe(
        "reads a clock or waits",
        call -> {
          String owner = call.getTarget().getOwner().getName();
          String name = call.getTarget().getName();
          return (owner.equals("java.lang.System")
                  && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
              || (owner.startsWith("java.time.")
                  && (name.equals("now") || name.equals("instant") || name.startsWith("system")))
              || (owner.equals("java.lang.Thread") && name.equals("sleep"));
        });
  }
}
