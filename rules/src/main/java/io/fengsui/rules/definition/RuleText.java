package io.fengsui.rules.definition;

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
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions as a rule file says them, in one line: what is read from that text is the condition
 * again, if the file has its zones. A condition that came from no file is told by its opposite
 * where files have no words for it.
 */
public final class RuleText {

  private final Vocabulary vocabulary;

  private RuleText(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** {@code { metric: temperature, above: 65, clear: 55 }}. */
  public static String of(Condition condition) {
    return of(condition, Vocabulary.ANY);
  }

  /** The same with units: {@code { metric: temperature, above: 65 Cel, clear: 55 Cel }}. */
  public static String of(Condition condition, Vocabulary vocabulary) {
    return new RuleText(vocabulary).text(condition);
  }

  private String text(Condition condition) {
    return switch (condition) {
      case Above above -> above(above);
      case Below below -> below(below);
      case Is(String metric, Object value) -> metric(metric, "is: " + value(value));
      case Turned(String metric, Object value) -> metric(metric, "changesTo: " + value(value));
      case Within(String metric, Zone zone) -> metric(metric, "inside: " + quoted(zone.name()));
      case Not(Within(String metric, Zone zone)) ->
          metric(metric, "outsideOf: " + quoted(zone.name()));
      case Follows(var first, var then, Duration within) ->
          "{ first: %s, then: %s, within: %s }"
              .formatted(text(first), text(then), Spans.text(within));
      case Unanswered(var first, var answer, Duration within) ->
          "{ first: %s, without: %s, within: %s }"
              .formatted(text(first), text(answer), Spans.text(within));
      case All(var parts) -> "{ all: " + list(parts) + " }";
      case Any(var parts) -> "{ any: " + list(parts) + " }";
      case Not(var part) -> not(part);
      case Absent(var limit) -> "{ silent: " + limit.map(Spans::text).orElse("class") + " }";
      case Overdue(double times) -> "{ silent: learned, times: " + Numbers.text(times) + " }";
      case During(Hours hours) -> "{ during: " + HoursText.of(hours) + " }";
    };
  }

  private String above(Above above) {
    double level = above.level();
    String clear = above.clear() == level ? "" : Numbers.text(above.clear());
    return switch (above.measure()) {
      case Measure.Reading(String metric) ->
          metric(metric, amount("above", metric, level), clear(metric, clear));
      case Measure.Rise(String metric, Duration within) ->
          metric(metric, amount("rises", metric, level), within(within), clear(metric, clear));
      case Measure.Fall(String metric, Duration within) ->
          metric(metric, amount("falls", metric, level), within(within), clear(metric, clear));
      case Measure.Deviation(String metric, Duration over, boolean percent) ->
          metric(
              metric,
              percent ? "percentOfMean: " + Numbers.text(level) : amount("deviates", metric, level),
              "over: " + Spans.text(over),
              percent ? plain(clear) : clear(metric, clear));
      case Measure.TimeTo _ -> not(new Below(above.measure(), level, level));
      case Measure.Count(Condition of, Duration within, _) ->
          "{ count: %s, atLeast: %s, %s%s }"
              .formatted(text(of), Numbers.text(level), within(within), comma(plain(clear)));
      case Measure.Members members ->
          "{ %s, atLeast: %s%s%s }"
              .formatted(
                  devices(members),
                  Numbers.text(level) + (members.percent() ? " %" : ""),
                  members.within().isZero() ? "" : ", " + within(members.within()),
                  comma(plain(clear)));
    };
  }

  private String below(Below below) {
    double level = below.level();
    String clear = below.clear() == level ? "" : Numbers.text(below.clear());
    return switch (below.measure()) {
      case Measure.Reading(String metric) ->
          metric(metric, amount("below", metric, level), clear(metric, clear));
      case Measure.TimeTo(String metric, double goal, Duration over) ->
          metric(
              metric,
              amount("reaches", metric, goal),
              "soonerThan: " + Spans.ofSeconds(level),
              "over: " + Spans.text(over),
              clear.isEmpty() ? "" : "clear: " + Spans.ofSeconds(below.clear()));
      case Measure.Count(Condition of, Duration within, _) ->
          "{ count: %s, atMost: %s, %s }"
              .formatted(text(of), Numbers.text(level - 1), within(within));
      case Measure.Members members when level != 1 || members.percent() ->
          not(new Above(members, level, level));
      case Measure.Members members ->
          "{ %s, none: true%s }"
              .formatted(
                  devices(members),
                  members.within().isZero() ? "" : ", " + within(members.within()));
      case Measure.Rise _, Measure.Fall _, Measure.Deviation _ ->
          not(new Above(below.measure(), level, level));
    };
  }

  private String not(Condition opposite) {
    return "{ not: " + text(opposite) + " }";
  }

  private String devices(Measure.Members members) {
    String who = SelectionText.of(members.who());
    return "devices: { "
        + who
        + (who.isEmpty() ? "" : ", ")
        + "when: "
        + text(members.when())
        + " }";
  }

  private String list(List<Condition> parts) {
    return parts.stream().map(this::text).collect(Collectors.joining(", ", "[ ", " ]"));
  }

  private static String metric(String metric, String... rest) {
    var text = new StringBuilder("{ metric: ").append(quoted(metric));
    for (String part : rest) {
      text.append(comma(part));
    }
    return text.append(" }").toString();
  }

  private String amount(String key, String metric, double number) {
    String unit = unit(metric);
    String text = Numbers.text(number) + (unit.isEmpty() ? "" : " " + unit);
    return key + ": " + (unit.isEmpty() ? text : quoted(text));
  }

  private String clear(String metric, String number) {
    return number.isEmpty() ? "" : amount("clear", metric, Double.parseDouble(number));
  }

  private static String plain(String number) {
    return number.isEmpty() ? "" : "clear: " + number;
  }

  private static String within(Duration span) {
    return "within: " + Spans.text(span);
  }

  private static String comma(String part) {
    return part.isEmpty() ? "" : ", " + part;
  }

  private String unit(String metric) {
    KnownMetric known = vocabulary.metrics().get(metric);
    return known == null ? "" : known.unit();
  }

  private static String value(Object value) {
    return value instanceof String text
        ? Quotes.always(text.startsWith("$") ? "$" + text : text)
        : value.toString();
  }

  private static String quoted(String text) {
    return Quotes.whereNeeded(text);
  }
}
