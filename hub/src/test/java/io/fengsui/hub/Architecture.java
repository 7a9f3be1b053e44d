package io.fengsui.hub;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.fengsui.adapter.Metrics;
import java.util.Map;
import java.util.Set;

/**
 * The rules that hold the hub's packages apart. Each takes the root package, so that the same rule
 * is shown to fail on planted classes.
 */
final class Architecture {

  /** Who may know whom; a package that is not named here may know nobody but the open ones. */
  private static final Map<String, Set<String>> EDGES =
      Map.ofEntries(
          Map.entry("link", Set.of("bus", "device", "ledger")),
          Map.entry("rules", Set.of("bus", "event", "device", "audit")),
          Map.entry("rehearsal", Set.of("bus", "device", "rules", "store")),
          Map.entry("event", Set.of("bus", "device")),
          Map.entry("supervision", Set.of("bus", "device", "event", "link")),
          Map.entry(
              "proving", Set.of("bus", "device", "event", "dispatch", "audit", "supervision")),
          Map.entry("dispatch", Set.of("event", "audit")),
          Map.entry("ledger", Set.of("bus", "device", "audit")),
          Map.entry("store", Set.of("bus")),
          Map.entry("device", Set.of("bus", "account", "audit", "database")),
          Map.entry("account", Set.of("audit", "database")),
          Map.entry("backup", Set.of("bus", "audit", "database")),
          Map.entry("audit", Set.of("database")));

  /** Plain words that every stage may use. */
  private static final Set<String> OPEN = Set.of("", "problem");

  /** Names a log, and an event says which one it came from; nothing else of the bus is open. */
  private static final Set<String> PLAIN = Set.of("bus.Lane");

  /** Those that show the rest to people and programs. */
  private static final Set<String> FRONT = Set.of("", "api", "web");

  private static final DescribedPredicate<JavaClass> COMMAND_LINE_MAIN =
      DescribedPredicate.describe(
          "cli.Main",
          type -> type.getPackageName().endsWith(".cli") && type.getSimpleName().equals("Main"));

  private Architecture() {}

  static ArchRule edges(String root) {
    return classes()
        .that(resideInAPackage(root + ".."))
        .should(knowOnlyWhomTheyMay(root))
        .because("the packages are the stages of the data path (ARCHITECTURE.md)");
  }

  static ArchRule noCycles(String root) {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  static ArchRule commandLineStandsAlone(String root) {
    return classes()
        .that()
        .resideInAPackage(root + ".cli..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    root + ".cli..",
                    "java..",
                    "picocli..",
                    "tools.jackson..",
                    "org.jspecify..",
                    "io.fengsui.rules..",
                    "org.snakeyaml.engine..")
                .or(JavaClass.Predicates.type(Metrics.class))
                .or(JavaClass.Predicates.type(Metrics.Kind.class))
                .or(JavaClass.Predicates.type(Metrics.Metric.class)))
        .because("cli.jar is small, tries rules by itself and speaks to the hub over HTTP only");
  }

  static ArchRule timeIsHandedIn() {
    return noClasses()
        .that()
        .doNotHaveSimpleName("HubConfiguration")
        .and(DescribedPredicate.not(COMMAND_LINE_MAIN))
        .should()
        .callMethodWhere(readsTheClock())
        .because("time is handed in as an InstantSource, so that tests and replays move it");
  }

  static ArchRule oneLogger() {
    return noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");
  }

  private static DescribedPredicate<JavaMethodCall> readsTheClock() {
    return DescribedPredicate.describe(
        "reads the clock",
        call -> {
          MethodCallTarget target = call.getTarget();
          String owner = target.getOwner().getName();
          String name = target.getName();
          return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.time.Clock", "java.time.InstantSource" -> name.startsWith("system");
            default ->
                owner.startsWith("java.time.")
                    && name.equals("now")
                    && target.getParameterTypes().isEmpty();
          };
        });
  }

  private static ArchCondition<JavaClass> knowOnlyWhomTheyMay(String root) {
    return new ArchCondition<>("know only the packages they may know") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        String stage = stage(root, from);
        if (FRONT.contains(stage)) {
          return;
        }
        for (Dependency edge : from.getDirectDependenciesFromSelf()) {
          JavaClass to = edge.getTargetClass().getBaseComponentType();
          if (!to.getPackageName().startsWith(root)) {
            continue;
          }
          String other = stage(root, to);
          boolean allowed =
              other.equals(stage)
                  || OPEN.contains(other)
                  || PLAIN.contains(other + "." + to.getSimpleName())
                  || EDGES.getOrDefault(stage, Set.of()).contains(other);
          if (!allowed) {
            events.add(SimpleConditionEvent.violated(edge, edge.getDescription()));
          }
        }
      }
    };
  }

  private static String stage(String root, JavaClass type) {
    String rest = type.getPackageName().substring(root.length());
    return rest.isEmpty() ? "" : rest.substring(1).split("\\.", 2)[0];
  }
}
