package io.fengsui.hub.rehearsal;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Condition.Above;
import io.fengsui.rules.definition.Condition.Absent;
import io.fengsui.rules.definition.Condition.All;
import io.fengsui.rules.definition.Condition.Any;
import io.fengsui.rules.definition.Condition.Below;
import io.fengsui.rules.definition.Condition.During;
import io.fengsui.rules.definition.Condition.Follows;
import io.fengsui.rules.definition.Condition.Is;
import io.fengsui.rules.definition.Condition.Not;
import io.fengsui.rules.definition.Condition.Overdue;
import io.fengsui.rules.definition.Condition.Turned;
import io.fengsui.rules.definition.Condition.Unanswered;
import io.fengsui.rules.definition.Condition.Within;
import io.fengsui.rules.definition.Flapping;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Variant;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a rule is made of. */
final class Anatomy {

  /** The least that rules run before what they do counts. */
  static final Duration LEAST = Duration.ofHours(1);

  private static final Duration MOST = Duration.ofDays(31);

  /** A device's habit is learned from some of its reports; most report that often in a day. */
  private static final Duration HABIT = Duration.ofDays(1);

  private Anatomy() {}

  /** The metrics that a rule looks at, whoever reports them; a set of the caller's own. */
  static Set<String> metrics(Rule rule) {
    var metrics = new TreeSet<String>();
    levels(rule)
        .map(Level::when)
        .flatMap(Anatomy::parts)
        .forEach(part -> metrics.addAll(part.metrics()));
    return metrics;
  }

  /**
   * How far back the rules look at most, at least {@link #LEAST}.
   *
   * @param silence what {@code silent: class} comes to at most
   */
  static Duration window(List<Rule> rules, Duration silence) {
    Duration longest =
        rules.stream()
            .flatMap(rule -> windows(rule, silence))
            .reduce(LEAST, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    return longest.compareTo(MOST) > 0 ? MOST : longest;
  }

  private static Stream<Duration> windows(Rule rule, Duration silence) {
    return Stream.of(
            Stream.of(rule.keepFor()),
            rule.flapping().map(Flapping::within).stream(),
            levels(rule).map(Level::holdFor),
            levels(rule)
                .map(Level::when)
                .flatMap(Anatomy::parts)
                .map(condition -> window(condition, silence)))
        .flatMap(each -> each);
  }

  private static Stream<Level> levels(Rule rule) {
    return Stream.concat(
        rule.levels().stream(),
        rule.variants().stream().map(Variant::levels).flatMap(List::stream));
  }

  /** A condition and all that are in it, at any depth. */
  private static Stream<Condition> parts(Condition condition) {
    Stream<Condition> inner =
        switch (condition) {
          case Above(Measure measure, _, _) -> parts(measure);
          case Below(Measure measure, _, _) -> parts(measure);
          case Follows(Condition first, Condition then, _) -> Stream.of(first, then);
          case Unanswered(Condition first, Condition answer, _) -> Stream.of(first, answer);
          case All(List<Condition> all) -> all.stream();
          case Any(List<Condition> any) -> any.stream();
          case Not(Condition part) -> Stream.of(part);
          case Is _, Turned _, Within _, Absent _, Overdue _, During _ -> Stream.empty();
        };
    return Stream.concat(Stream.of(condition), inner.flatMap(Anatomy::parts));
  }

  private static Stream<Condition> parts(Measure measure) {
    return switch (measure) {
      case Measure.Count count -> Stream.of(count.of());
      case Measure.Members members -> Stream.of(members.when());
      case Measure.Reading _,
          Measure.Rise _,
          Measure.Fall _,
          Measure.Deviation _,
          Measure.TimeTo _ ->
          Stream.empty();
    };
  }

  /** How far a condition itself looks back. */
  private static Duration window(Condition condition, Duration silence) {
    return switch (condition) {
      case Above(Measure measure, _, _) -> window(measure);
      case Below(Measure measure, _, _) -> window(measure);
      case Follows(_, _, Duration within) -> within;
      case Unanswered(_, _, Duration within) -> within;
      case Absent absent -> absent.limit().orElse(silence);
      case Overdue _ -> HABIT;
      case Is _, Turned _, Within _, All _, Any _, Not _, During _ -> Duration.ZERO;
    };
  }

  private static Duration window(Measure measure) {
    return switch (measure) {
      case Measure.Reading _ -> Duration.ZERO;
      case Measure.Rise rise -> rise.within();
      case Measure.Fall fall -> fall.within();
      case Measure.Deviation deviation -> deviation.over();
      case Measure.TimeTo timeTo -> timeTo.over();
      case Measure.Count count -> count.within();
      case Measure.Members members -> members.within();
    };
  }
}
