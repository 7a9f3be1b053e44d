package io.fengsui.hub.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.rehearsal.Outcome.Novelty;
import io.fengsui.rules.Change;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Alarms of two sides, as spans of seconds {@code [from, to)}; a negative end is none. */
class ComparisonTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Rule RULE =
      Street.rules(
              """
              rules:
                heat:
                  title: { zh: 高温, en: Heat }
                  when: { metric: temperature, above: 60 }
                  severity: II
                  category: fire
                  advice: { zh: 看, en: Look }
              """)
          .getFirst();

  private record Alarm(int from, int to) {}

  private record Told(Side side, Change change) {}

  @Test
  void alarms_that_meet_belong_together() {
    check(List.of(at(10, 20)), List.of(at(10, 30)), "{}");
    check(List.of(at(10, 20)), List.of(at(15, 16)), "{EARLIER=1}");
    check(List.of(at(15, 16)), List.of(at(10, 20)), "{LATER=1}");
    check(List.of(at(10, 20)), List.of(at(20, 30)), "{GAINED=1, LOST=1}");
    check(List.of(at(10, 20)), List.of(), "{GAINED=1}");
    check(List.of(), List.of(at(10, -1)), "{LOST=1}");
  }

  @Test
  void what_meets_an_alarm_that_is_compared_already_is_neither_gained_nor_lost() {
    check(List.of(at(10, 100)), List.of(at(12, 14), at(50, 60), at(99, 200)), "{EARLIER=1}");
    check(List.of(at(10, 20), at(30, 40)), List.of(at(10, -1)), "{}");
  }

  @Test
  void an_alarm_that_ends_at_once_meets_one_that_begins_then() {
    check(List.of(at(10, 10)), List.of(at(10, 10)), "{}");
    check(List.of(at(10, 10)), List.of(at(10, 20)), "{}");
  }

  @Test
  void what_began_before_the_beginning_is_not_counted() {
    check(List.of(at(-20, 30)), List.of(), "{}");
    check(List.of(at(-20, 30)), List.of(at(10, 30)), "{EARLIER=1}");
    check(List.of(at(-20, 30)), List.of(at(-10, 30)), "{}");
  }

  /** Each number: seconds until the alarm begins, and for how long it is up. */
  @Property(tries = 500)
  void it_does_not_matter_when_what_happened_is_looked_at(
      @ForAll @Size(max = 8) List<@IntRange(max = 99) Integer> tried,
      @ForAll @Size(max = 8) List<@IntRange(max = 99) Integer> was,
      @ForAll @IntRange(min = 1, max = 7) int every) {
    String once = differences(alarms(tried), alarms(was), Integer.MAX_VALUE).toString();

    assertThat(differences(alarms(tried), alarms(was), every).toString()).isEqualTo(once);
    assertThat(differences(alarms(tried), alarms(tried), every)).isEmpty();
  }

  private static List<Alarm> alarms(List<Integer> spans) {
    List<Alarm> alarms = new ArrayList<>();
    int second = 0;
    for (int span : spans) {
      int from = second + span / 10;
      alarms.add(at(from, from + span % 10));
      second = from + span % 10;
    }
    return alarms;
  }

  private static Alarm at(int from, int to) {
    return new Alarm(from, to);
  }

  private static void check(List<Alarm> tried, List<Alarm> was, String differences) {
    assertThat(differences(tried, was, 1)).hasToString(differences);
    assertThat(differences(tried, was, Integer.MAX_VALUE)).hasToString(differences);
  }

  /**
   * What differs.
   *
   * @param every the two sides are compared after so many seconds
   */
  private static Map<?, ?> differences(List<Alarm> tried, List<Alarm> was, int every) {
    var tally = new RuleTally(RULE, Novelty.CHANGED, NOON, 3);
    var comparison = new Comparison(Map.of("heat", tally));
    List<Told> told =
        Stream.concat(told(Side.RUNNING, was), told(Side.CANDIDATE, tried))
            .sorted(Comparator.comparing(each -> each.change().at()))
            .toList();
    int next = every;
    for (Told each : told) {
      while (!each.change().at().isBefore(NOON.plusSeconds(next))) {
        comparison.settle(NOON.plusSeconds(next));
        next += every;
      }
      comparison.add(each.side(), each.change());
    }
    comparison.finish();
    return new TreeMap<>(tally.result((_, subject) -> subject, Set.of()).differences());
  }

  private static Stream<Told> told(Side side, List<Alarm> alarms) {
    return alarms.stream()
        .flatMap(
            alarm -> {
              Instant from = NOON.plusSeconds(alarm.from());
              Instant to = NOON.plusSeconds(alarm.to());
              var raised =
                  new Change.Raised(RULE, "es-1", from, from, List.of(), Severity.II, false);
              var cleared =
                  new Change.Cleared(RULE, "es-1", from, to, List.of(), Change.Cleared.Reason.OVER);
              return alarm.to() < 0 && alarm.from() >= 0
                  ? Stream.of(new Told(side, raised))
                  : Stream.of(new Told(side, raised), new Told(side, cleared));
            });
  }
}
