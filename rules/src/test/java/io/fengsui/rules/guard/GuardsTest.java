package io.fengsui.rules.guard;

import static io.fengsui.rules.evaluation.Verdict.FALSE;
import static io.fengsui.rules.evaluation.Verdict.TRUE;
import static io.fengsui.rules.evaluation.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.Signal;
import io.fengsui.rules.Subject;
import io.fengsui.rules.definition.KnownMetric;
import io.fengsui.rules.definition.KnownMetric.Kind;
import io.fengsui.rules.definition.Problem;
import io.fengsui.rules.definition.RuleFile;
import io.fengsui.rules.definition.Vocabulary;
import io.fengsui.rules.evaluation.Guard;
import io.fengsui.rules.evaluation.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardsTest {

  private static final Vocabulary VOCABULARY =
      Vocabulary.of(
          List.of(
              new KnownMetric("smoke", Kind.FLAG, ""),
              new KnownMetric("smoke.density", Kind.QUANTITY, "dB/m"),
              new KnownMetric("temperature", Kind.QUANTITY, "Cel"),
              new KnownMetric("humidity", Kind.QUANTITY, "%"),
              new KnownMetric("access", Kind.TEXT, ""),
              new KnownMetric("position", Kind.POSITION, "")),
          List.of());

  private static final Map<String, Object> LATEST =
      Map.of(
          "smoke",
          true,
          "smoke.density",
          0.2,
          "temperature",
          60.0,
          "access",
          "denied",
          "ext.level",
          3.0);

  private static final String FILE =
      """
      rules:
        r:
          title: { zh: 名, en: Name }
          category: fire
          advice: { zh: 去, en: Go }
          severity: I
          when: { silent: 1m }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          temperature > 50                                ; TRUE
          temperature > 50 * 2                            ; FALSE
          temperature - 10 == 50                          ; TRUE
          smoke && smoke.density >= 0.2                   ; TRUE
          access == "granted" || access.startsWith("den") ; TRUE
          size(access) >= 6.0 && !(size(access) < 6)      ; TRUE
          double("1.5") < temperature                     ; TRUE
          access.matches("^d.+d$") && size(access) > 3    ; TRUE
          (smoke ? temperature : smoke.density) < 1       ; FALSE
          temperature > humidity                          ; UNKNOWN
          smoke || humidity > 3                           ; TRUE
          humidity > 3 || smoke                           ; TRUE
          !smoke && humidity > 3                          ; FALSE
          ext.level > 2                                   ; TRUE
          ext.level == "x"                                ; FALSE
          ext.level                                       ; UNKNOWN
          ext.other > 2                                   ; UNKNOWN
          temperature in [60, 70]                         ; TRUE
          """)
  void says_whether_it_holds(String expression, Verdict verdict) {
    assertThat(holds(expression, LATEST)).isEqualTo(verdict);
  }

  @Test
  void a_value_of_another_kind_is_not_known() {
    assertThat(holds("temperature > 50", Map.of("temperature", "hot"))).isEqualTo(UNKNOWN);
    assertThat(holds("smoke", Map.of("smoke", 1.0))).isEqualTo(UNKNOWN);
    assertThat(holds("!smoke", Map.of("smoke", false))).isEqualTo(TRUE);
    assertThat(holds("smoke", Map.of("smoke", false))).isEqualTo(FALSE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          temperature > smok                          | 27 | unknown metric "smok" - did you mean "smoke"?
          smoke.densty > 1                            | 13 | unknown metric "smoke.densty" - did you mean "smoke.density"?
          temperature > true                          | 25 | no matching overload
          smoke > "x"                                 | 19 | no matching overload
          temperature                                 | 13 | it is a double, not true or false
          temperature >                               | 26 | mismatched input the end
          position == "here"                          | 13 | a position is compared with inside:
          [1, 2].all(x, x > 0)                        | 24 | unknown metric "x"
          [temperature].exists(smoke, smoke)          | 33 | undeclared reference to 'exists'
          duration("1h") > duration("1m")             | 21 | undeclared reference to 'duration'
          now() > 3                                   | 16 | undeclared reference to 'now'
          """)
  void a_rule_file_tells_what_is_wrong_and_where(String guard, int column, String problem) {
    assertThat(problems("'" + guard.replace("'", "''") + "'"))
        .first()
        .satisfies(
            told -> {
              assertThat(told.toString()).contains(problem);
              assertThat(told.line()).isEqualTo(8);
              assertThat(told.column()).isEqualTo(column);
            });
  }

  @Test
  void says_the_place_in_a_text_of_several_lines_too() {
    assertThat(problems(">-\n      temperature\n      > smok"))
        .singleElement()
        .asString()
        .contains("unknown metric \"smok\" (character 15)");
  }

  @Test
  void bounds_what_can_be_asked() {
    assertThat(problems("\"" + "smoke && ".repeat(200) + "smoke\""))
        .singleElement()
        .asString()
        .contains("guard is too long - at most 1000 characters");
    assertThat(problems("\"" + "(".repeat(400) + "smoke" + ")".repeat(400) + "\"")).hasSize(1);
    assertThat(problems("'access.matches(\"((((a{1,50}){1,50}){1,50}){1,50})\")'"))
        .satisfiesAnyOf(
            told -> assertThat(told).hasSize(1),
            _ ->
                assertThat(holds("access.matches(\"((((a{1,50}){1,50}){1,50}){1,50})\")", LATEST))
                    .isEqualTo(UNKNOWN));
  }

  @Test
  void what_is_no_guard_is_not_compiled() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Guards.compile("temperature", VOCABULARY))
        .withMessageContaining("not true or false");
  }

  @Test
  void nothing_need_be_known_of_metrics_without_a_vocabulary() {
    Guard guard = Guards.compile("a.b > c && d", Vocabulary.ANY);

    assertThat(guard.holds(Map.<String, Object>of("a.b", 2.0, "c", 1.0, "d", true)::get))
        .isEqualTo(TRUE);
    assertThat(guard.holds(Map.<String, Object>of("a.b", 2.0, "c", "x", "d", true)::get))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void an_alarm_goes_up_only_if_the_guard_holds_too() {
    var rules =
        RuleFile.read(
                "a.yaml",
                FILE.replace("{ silent: 1m }", "{ metric: smoke, is: true }")
                    + "    guard: temperature > 50\n",
                VOCABULARY)
            .rules();
    var device = new Subject("d", "t", "g", Duration.ofDays(1));
    var engine = new RuleEngine(rules);
    var raised = new ArrayList<Change>();

    engine.accept(new Signal(device, Instant.EPOCH, Map.of("smoke", true)), raised::add);
    engine.accept(
        new Signal(device, Instant.EPOCH.plusSeconds(1), Map.of("temperature", 40.0)), raised::add);
    assertThat(raised).isEmpty();
    engine.accept(
        new Signal(device, Instant.EPOCH.plusSeconds(2), Map.of("temperature", 60.0)), raised::add);
    assertThat(raised).singleElement().isInstanceOf(Change.Raised.class);
  }

  @Test
  void rules_without_guards_are_read_without_cel() throws ReflectiveOperationException {
    Class<?> reader = new WithoutCel().loadClass(RuleFile.class.getName());
    Method read = reader.getMethod("read", String.class, String.class);

    Object result = read.invoke(null, "a.yaml", FILE);
    assertThat(result.getClass().getMethod("ok").invoke(result)).isEqualTo(true);
    assertThatThrownBy(() -> read.invoke(null, "a.yaml", FILE + "    guard: smoke\n"))
        .hasRootCauseInstanceOf(ClassNotFoundException.class);
  }

  /** Our classes anew, where there is no CEL. */
  private static final class WithoutCel extends ClassLoader {

    WithoutCel() {
      super(GuardsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("dev.cel.")) {
        throw new ClassNotFoundException(name);
      }
      return name.startsWith("io.fengsui.") ? ours(name) : super.loadClass(name, resolve);
    }

    private Class<?> ours(String name) throws ClassNotFoundException {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = Objects.requireNonNull(in).readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static Verdict holds(String expression, Map<String, Object> latest) {
    return Guards.compile(expression, VOCABULARY).holds(latest::get);
  }

  private static List<Problem> problems(String guard) {
    return RuleFile.read("a.yaml", FILE + "    guard: " + guard + "\n", VOCABULARY).problems();
  }
}
