package io.fengsui.rules;

import io.fengsui.rules.Explanation.Part;
import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.RuleText;
import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Insight;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.Share;
import io.fengsui.rules.evaluation.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes the conditions of a rule apart, as they stand for one subject at one time. */
final class Parts {

  private static final int MOST_DEVICES = 20;

  private final Watched watched;
  private final BoundRule rule;
  private final long now;

  Parts(Watched watched, BoundRule rule, long now) {
    this.watched = watched;
    this.rule = rule;
    this.now = now;
  }

  /** The levels; with its guard, if the rule has one. */
  List<Part> levels(int holding) {
    var parts = new ArrayList<Part>();
    for (int level = 0; level < rule.levels().size(); level++) {
      Part part = part(rule.levels().get(level).when(), (holding >> level & 1) != 0);
      parts.add(rule.rule().guard().isEmpty() ? part : guarded(part, rule.rule().guard().get()));
    }
    return parts;
  }

  private Part guarded(Part part, String expression) {
    Verdict guard = rule.guardVerdict(watched);
    var guardPart = new Part(null, expression, known(guard), null, null, "", null, List.of());
    boolean holds = part.verdict() != null && part.verdict();
    return new Part(
        part.of(),
        part.text(),
        holds ? known(guard) : part.verdict(),
        part.value(),
        part.heardAt(),
        part.missing(),
        part.turnsAt(),
        List.of(part, guardPart));
  }

  private Part part(Condition condition, boolean holding) {
    Insight insight = Insight.of(watched.plan(), rule.rule(), condition, watched, holding, now);
    return new Part(
        condition,
        RuleText.of(condition),
        known(insight.verdict()),
        insight.value(),
        instant(insight.at()),
        insight.heard() && insight.verdict() == Verdict.UNKNOWN
            ? Evidence.HEARD
            : missing(insight.missing()),
        instant(insight.turnsAt()),
        parts(condition, holding));
  }

  private List<Part> parts(Condition condition, boolean holding) {
    return switch (condition) {
      case Condition.All(var parts) -> parts(parts, holding);
      case Condition.Any(var parts) -> parts(parts, holding);
      case Condition.Not(var part) -> List.of(part(part, !holding));
      case Condition.Follows(var first, var then, _) -> parts(List.of(first, then), false);
      case Condition.Unanswered(var first, var answer, _) -> parts(List.of(first, answer), false);
      case Condition.Above(var measure, _, _) -> parts(measure);
      case Condition.Below(var measure, _, _) -> parts(measure);
      case Condition.Is _,
          Condition.Turned _,
          Condition.Within _,
          Condition.Absent _,
          Condition.Overdue _,
          Condition.During _ ->
          List.of();
    };
  }

  private List<Part> parts(List<Condition> conditions, boolean holding) {
    return conditions.stream().map(each -> part(each, holding)).toList();
  }

  private List<Part> parts(Measure measure) {
    return switch (measure) {
      case Measure.Count(var of, _, _) -> List.of(part(of, false));
      case Measure.Members members when watched instanceof Place place -> devices(place, members);
      default -> List.of();
    };
  }

  /** The devices that count. */
  private List<Part> devices(Place place, Measure.Members members) {
    int slot = place.plan().slots().indexOf(new Share(rule.rule().selection(), members));
    return place.counting(slot).stream()
        .map(
            one ->
                new Part(
                    null,
                    one.device.id(),
                    one.holds,
                    null,
                    instant(one.device.heardAt()),
                    "",
                    one.holds ? null : instant(one.until),
                    List.of()))
        .sorted((a, b) -> a.text().compareTo(b.text()))
        .limit(MOST_DEVICES)
        .toList();
  }

  private String missing(List<Integer> slots) {
    return slots.stream()
        .map(slot -> watched.plan().slots().get(slot))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .collect(Collectors.joining(", "));
  }

  private static @Nullable Boolean known(Verdict verdict) {
    return verdict == Verdict.UNKNOWN ? null : verdict == Verdict.TRUE;
  }

  private static @Nullable Instant instant(long at) {
    return at == Nanos.NEVER || at == Long.MIN_VALUE ? null : Nanos.instant(at);
  }
}
