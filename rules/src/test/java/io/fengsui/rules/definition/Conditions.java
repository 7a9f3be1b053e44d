package io.fengsui.rules.definition;

import io.fengsui.rules.definition.Condition.Above;
import io.fengsui.rules.definition.Condition.Below;
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
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Any condition that a file can say and that may hold; hardly a metric is there twice. */
final class Conditions {

  static final Zone DOCK = new Zone.Circle("dock-1", new Zone.Corner(31.2, 121.4), 200);

  /** A file with the zones of these conditions. */
  static final String ZONES = "zones: { dock-1: { circle: [31.2, 121.4], radius: 200 m } }\n";

  private static final Contradictions CONTRADICTIONS = new Contradictions(Vocabulary.ANY);

  private Conditions() {}

  static Arbitrary<Condition> ofDevices() {
    return composed(Arbitraries.oneOf(metrics(), times(), orders()), 3);
  }

  static Arbitrary<Condition> ofPlaces() {
    return composed(Arbitraries.oneOf(members(), hours()), 2);
  }

  private static Arbitrary<Condition> composed(Arbitrary<Condition> leaves, int depth) {
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<Condition> parts = composed(leaves, depth - 1);
    Arbitrary<Condition> all = several(parts).map(Condition.All::new);
    Arbitrary<Condition> any = several(parts).map(Condition.Any::new);
    Arbitrary<Condition> not = parts.map(Condition.Not::new);
    return Arbitraries.frequencyOf(
            Tuple.of(4, leaves), Tuple.of(1, all), Tuple.of(1, any), Tuple.of(1, not))
        .filter(condition -> CONTRADICTIONS.why(condition).isEmpty());
  }

  private static Arbitrary<List<Condition>> several(Arbitrary<Condition> parts) {
    return parts.list().ofMinSize(1).ofMaxSize(3);
  }

  private static Arbitrary<Condition> metrics() {
    return Arbitraries.oneOf(readings(), slopes(), deviations(), forecasts(), values());
  }

  private static Arbitrary<Condition> readings() {
    return Combinators.combine(metric(), numbers(), numbers(), Arbitraries.of(true, false))
        .as(
            (metric, a, b, above) ->
                above
                    ? new Above(new Measure.Reading(metric), Math.max(a, b), Math.min(a, b))
                    : new Below(new Measure.Reading(metric), Math.min(a, b), Math.max(a, b)));
  }

  private static Arbitrary<Condition> slopes() {
    return Combinators.combine(
            metric(), positive(), positive(), windows(), Arbitraries.of(true, false))
        .as(
            (metric, a, b, within, rise) ->
                new Above(
                    rise ? new Measure.Rise(metric, within) : new Measure.Fall(metric, within),
                    Math.max(a, b),
                    Math.min(a, b)));
  }

  private static Arbitrary<Condition> deviations() {
    return Combinators.combine(
            metric(), positive(), positive(), windows(), Arbitraries.of(true, false))
        .as(
            (metric, a, b, over, percent) ->
                new Above(
                    new Measure.Deviation(metric, over, percent), Math.max(a, b), Math.min(a, b)));
  }

  private static Arbitrary<Condition> forecasts() {
    return Combinators.combine(metric(), numbers(), windows(), windows(), windows())
        .as(
            (metric, level, over, a, b) ->
                new Below(
                    new Measure.TimeTo(metric, level, over),
                    Math.min(seconds(a), seconds(b)),
                    Math.max(seconds(a), seconds(b))));
  }

  private static Arbitrary<Condition> values() {
    Arbitrary<Object> values =
        Arbitraries.oneOf(
            Arbitraries.of(true, false).map(flag -> (Object) flag),
            Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("火\t\u00e9\u2028")
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(String::strip)
                .filter(text -> !text.isBlank())
                .map(text -> (Object) text));
    return Arbitraries.oneOf(
        Combinators.combine(metric(), values).as(Condition.Is::new),
        Combinators.combine(metric(), values).as(Condition.Turned::new),
        metric().map(metric -> new Condition.Within(metric, DOCK)),
        metric().map(metric -> new Condition.Not(new Condition.Within(metric, DOCK))));
  }

  private static Arbitrary<Condition> times() {
    return Arbitraries.oneOf(
        windows().map(limit -> new Condition.Absent(Optional.of(limit))),
        Arbitraries.just(new Condition.Absent(Optional.empty())),
        Arbitraries.doubles().between(1, 1000).ofScale(2).map(Condition.Overdue::new),
        hours());
  }

  private static Arbitrary<Condition> hours() {
    Arbitrary<LocalTime> times =
        Arbitraries.integers().between(0, 86_399).map(LocalTime::ofSecondOfDay);
    Arbitrary<Set<DayOfWeek>> days = Arbitraries.of(DayOfWeek.class).set().ofMinSize(1);
    Arbitrary<LocalDate> dates =
        Arbitraries.integers().between(0, 20_000).map(LocalDate::ofEpochDay);
    return Combinators.combine(
            times, times, days, dates, Arbitraries.of("Asia/Shanghai", "Europe/Berlin"))
        .as(
            (from, to, on, date, zone) ->
                new Condition.During(
                    new Hours(
                        from, to, on, Set.of(date), Set.of(date.plusDays(1)), ZoneId.of(zone))));
  }

  private static Arbitrary<Condition> orders() {
    Arbitrary<Condition> steps = Arbitraries.oneOf(readings(), slopes(), values());
    Arbitrary<Condition> counted = Arbitraries.oneOf(readings(), values());
    return Arbitraries.oneOf(
        Combinators.combine(steps, steps, windows()).as(Condition.Follows::new),
        Combinators.combine(steps, steps, windows()).as(Condition.Unanswered::new),
        Combinators.combine(counted, windows(), whole(), whole())
            .as(
                (of, within, a, b) ->
                    new Above(
                        new Measure.Count(of, within, Math.max(a, b)),
                        Math.max(a, b),
                        Math.min(a, b))),
        Combinators.combine(counted, windows(), whole())
            .as((of, within, most) -> new Below(new Measure.Count(of, within, most), most, most)));
  }

  private static Arbitrary<Condition> members() {
    Arbitrary<Set<String>> names =
        Arbitraries.of("smoke-detector", "330106", "hd 1", "a,b", "true").set().ofMaxSize(2);
    Arbitrary<Selection> who =
        Combinators.combine(names, names, names, windows().set().ofMaxSize(2))
            .as((types, tags, grids, classes) -> new Selection(types, tags, grids, classes, grids));
    Arbitrary<Duration> within = Arbitraries.oneOf(windows(), Arbitraries.just(Duration.ZERO));
    Arbitrary<Condition> when = Arbitraries.oneOf(metrics(), times());
    return Arbitraries.oneOf(
        Combinators.combine(who, when, within, whole(), whole(), Arbitraries.of(true, false))
            .as(
                (w, c, d, a, b, percent) ->
                    new Above(
                        new Measure.Members(w, c, d, percent), Math.max(a, b), Math.min(a, b))),
        Combinators.combine(who, when, within)
            .as((w, c, d) -> new Below(new Measure.Members(w, c, d, false), 1, 1)));
  }

  private static Arbitrary<String> metric() {
    return Arbitraries.integers()
        .between(0, Integer.MAX_VALUE)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases()
        .map(i -> "ext.m:" + i);
  }

  private static Arbitrary<Double> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-1e6, 1e6), Arbitraries.doubles().between(-1e18, 1e18));
  }

  private static Arbitrary<Double> positive() {
    return Arbitraries.doubles().between(0.01, 1e5);
  }

  private static Arbitrary<Integer> whole() {
    return Arbitraries.integers().between(1, 100);
  }

  private static Arbitrary<Duration> windows() {
    return Arbitraries.longs().between(1, 31L * 86_400_000).map(Duration::ofMillis);
  }

  private static double seconds(Duration span) {
    return span.toNanos() / 1e9;
  }
}
