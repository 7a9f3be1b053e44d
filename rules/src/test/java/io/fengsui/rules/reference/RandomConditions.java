package io.fengsui.rules.reference;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Hours;
import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Selection;
import io.fengsui.rules.definition.Zone;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random conditions of all kinds, joined up to two deep. */
final class RandomConditions {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final List<Zone> ZONES =
      List.of(
          new Zone.Circle("near", new Zone.Corner(30, 120), 500),
          new Zone.Polygon(
              "field",
              List.of(
                  new Zone.Corner(30.9, 120.9),
                  new Zone.Corner(31.2, 120.9),
                  new Zone.Corner(31, 121.3))));

  private final boolean odd;

  RandomConditions(boolean odd) {
    this.odd = odd;
  }

  /** Spans that are whole seconds, or a prime's nanoseconds more; none stays none. */
  static Arbitrary<Duration> spans(boolean odd, Integer... seconds) {
    Arbitrary<Duration> whole = Arbitraries.of(seconds).map(Duration::ofSeconds);
    Arbitrary<Integer> more = Arbitraries.of(15_485_863, 32_452_843, 49_979_687, 67_867_967);
    return odd
        ? Combinators.combine(whole, more)
            .as((span, nanos) -> span.isZero() ? span : span.plusNanos(nanos))
        : whole;
  }

  /** For a device. */
  Arbitrary<Condition> ofDevice() {
    return joined(
        Arbitraries.frequencyOf(
            Tuple.of(4, simple()),
            Tuple.of(1, absent()),
            Tuple.of(1, overdue()),
            Tuple.of(2, count()),
            Tuple.of(1, follows()),
            Tuple.of(1, unanswered()),
            Tuple.of(1, during())));
  }

  /** For a device, changed by readings only. */
  Arbitrary<Condition> ofReadings() {
    return joined(simple());
  }

  /** For a place. */
  Arbitrary<Condition> ofPlace() {
    Arbitrary<Selection> who =
        Arbitraries.of(
            Selection.ALL,
            Selection.ofTypes(Set.of("sd")),
            new Selection(Set.of(), Set.of("x"), Set.of(), Set.of(), Set.of()));
    Arbitrary<Condition> when =
        Arbitraries.frequencyOf(
            Tuple.of(4, ofReadings()), Tuple.of(1, absent()), Tuple.of(1, count()));
    Arbitrary<Duration> within =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(Duration.ZERO)), Tuple.of(2, spans(odd, 2, 6)));
    Arbitrary<Condition> number =
        Combinators.combine(who, when, within)
            .as((some, holds, span) -> new Measure.Members(some, holds, span, false))
            .flatMap(members -> compared(members, 1, 2));
    Arbitrary<Condition> share =
        Combinators.combine(who, when, within)
            .as((some, holds, span) -> new Measure.Members(some, holds, span, true))
            .flatMap(members -> compared(members, 40, 60));
    Arbitrary<Condition> sometimes =
        Combinators.combine(number, during()).as((n, at) -> new Condition.All(List.of(n, at)));
    return joined(
        Arbitraries.frequencyOf(Tuple.of(4, number), Tuple.of(2, share), Tuple.of(1, sometimes)));
  }

  private static Arbitrary<Condition> joined(Arbitrary<Condition> part) {
    Arbitrary<Condition> pair = pairs(part);
    return Arbitraries.frequencyOf(
        Tuple.of(6, part),
        Tuple.of(2, pair),
        Tuple.of(1, part.map(Condition.Not::new)),
        Tuple.of(1, pairs(Arbitraries.oneOf(part, pair, pair.map(Condition.Not::new)))));
  }

  private static Arbitrary<Condition> pairs(Arbitrary<Condition> part) {
    Arbitrary<List<Condition>> parts = part.list().ofMinSize(2).ofMaxSize(3);
    return Combinators.combine(parts, Arbitraries.of(true, false))
        .as((of, all) -> all ? new Condition.All(of) : new Condition.Any(of));
  }

  private Arbitrary<Condition> simple() {
    Arbitrary<String> metric = Arbitraries.of("t", "t", "u");
    Arbitrary<Duration> window = Arbitraries.of(4, 16).map(Duration::ofSeconds);
    return Arbitraries.frequencyOf(
        Tuple.of(6, metric.flatMap(name -> compared(new Measure.Reading(name), 1, 2, 3, 4))),
        Tuple.of(2, Arbitraries.of(true, false).map(flag -> new Condition.Is("flag", flag))),
        Tuple.of(2, Arbitraries.of("open", "shut").map(text -> new Condition.Is("door", text))),
        Tuple.of(1, Arbitraries.of(true, false).map(flag -> new Condition.Turned("flag", flag))),
        Tuple.of(1, Arbitraries.of("open", "shut").map(text -> new Condition.Turned("door", text))),
        Tuple.of(1, Arbitraries.of(ZONES).map(zone -> new Condition.Within("position", zone))),
        Tuple.of(1, window.flatMap(span -> compared(new Measure.Rise("t", span), 1, 2))),
        Tuple.of(1, window.flatMap(span -> compared(new Measure.Fall("t", span), 1, 2))),
        Tuple.of(
            1,
            window.flatMap(span -> compared(new Measure.Deviation("t", span, false), 0.73, 1.37))),
        Tuple.of(
            1, window.flatMap(span -> compared(new Measure.Deviation("t", span, true), 33, 71))),
        Tuple.of(
            1, window.flatMap(span -> compared(new Measure.TimeTo("t", 5, span), 7.37, 13.71))),
        Tuple.of(
            1, window.flatMap(span -> compared(new Measure.TimeTo("t", 0, span), 7.37, 13.71))));
  }

  /** Above or below a level, with or without another to be over at. */
  private static Arbitrary<Condition> compared(Measure measure, double... levels) {
    Arbitrary<Double> level =
        Arbitraries.integers().between(0, levels.length - 1).map(i -> levels[i]);
    return Combinators.combine(level, Arbitraries.of(0.0, 0.0, 0.25), Arbitraries.of(true, false))
        .as(
            (at, margin, above) ->
                above
                    ? new Condition.Above(measure, at, at - at * margin)
                    : new Condition.Below(measure, at, at + at * margin));
  }

  private Arbitrary<Condition> absent() {
    Arbitrary<Condition> some =
        spans(odd, 4, 12).map(span -> new Condition.Absent(Optional.of(span)));
    return odd
        ? some
        : Arbitraries.oneOf(some, Arbitraries.just(new Condition.Absent(Optional.empty())));
  }

  private Arbitrary<Condition> overdue() {
    double more = odd ? 0.012_345_67 : 0;
    return Arbitraries.of(1.5, 2.5).map(times -> new Condition.Overdue(times + more));
  }

  private Arbitrary<Condition> count() {
    return Combinators.combine(ofReadings(), spans(odd, 6, 15), Arbitraries.of(2, 3))
        .as((of, within, most) -> new Measure.Count(of, within, most))
        .flatMap(count -> compared(count, count.most()));
  }

  private Arbitrary<Condition> follows() {
    return Combinators.combine(ofReadings(), ofReadings(), spans(odd, 0, 4, 12))
        .as(Condition.Follows::new);
  }

  private Arbitrary<Condition> unanswered() {
    return Combinators.combine(ofReadings(), ofReadings(), spans(odd, 4, 12))
        .as(Condition.Unanswered::new);
  }

  private Arbitrary<Condition> during() {
    int more = odd ? 86_028_121 : 0;
    Arbitrary<LocalTime> time =
        Arbitraries.of(0, 10, 30, 60).map(s -> LocalTime.of(8, 0).plusSeconds(s).plusNanos(more));
    Arbitrary<Set<DayOfWeek>> days = Arbitraries.of(WEEKEND, Set.of(DayOfWeek.MONDAY));
    Arbitrary<Set<LocalDate>> also = Arbitraries.of(Set.of(), Set.of(LocalDate.of(2026, 11, 1)));
    Arbitrary<Set<LocalDate>> never = Arbitraries.of(Set.of(), Set.of(LocalDate.of(2026, 10, 31)));
    return Combinators.combine(time, time, days, also, never)
        .as((from, to, on, more1, but) -> new Hours(from, to, on, more1, but, SHANGHAI))
        .map(Condition.During::new);
  }
}
