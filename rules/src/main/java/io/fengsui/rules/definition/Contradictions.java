package io.fengsui.rules.definition;

import io.fengsui.rules.definition.Condition.Above;
import io.fengsui.rules.definition.Condition.All;
import io.fengsui.rules.definition.Condition.Any;
import io.fengsui.rules.definition.Condition.Below;
import io.fengsui.rules.definition.Condition.Is;
import io.fengsui.rules.definition.Condition.Not;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds conditions that can never hold, or never be over. It does not find all: it compares levels
 * and values of the same measure, and what it says is so.
 */
final class Contradictions {

  private final Vocabulary vocabulary;

  Contradictions(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** What is wrong with a condition as a whole; empty if nothing was found. */
  Optional<String> why(Condition condition) {
    if (never(condition)) {
      return Optional.of("the condition can never hold");
    }
    return never(negation(condition))
        ? Optional.of("the condition always holds")
        : Optional.empty();
  }

  /** What to do about it. */
  String hint(Condition condition) {
    Measure measure =
        switch (condition) {
          case Above above -> above.measure();
          case Below below -> below.measure();
          default -> null;
        };
    KnownMetric known =
        measure instanceof Measure.Reading(String metric) ? vocabulary.metrics().get(metric) : null;
    return known == null
        ? "see which level or value was meant"
        : "%s goes from %s to %s %s"
            .formatted(
                known.name(), Numbers.text(known.min()), Numbers.text(known.max()), known.unit())
            .strip();
  }

  private boolean never(Condition condition) {
    return switch (condition) {
      case All all -> none(all.parts());
      case Any any -> any.parts().stream().allMatch(this::never);
      case Not(All all) -> never(negation(all));
      case Not(Any any) -> never(negation(any));
      case Not(Not(Condition part)) -> never(part);
      default -> none(List.of(condition));
    };
  }

  /** All turned round down to the leaves, whose opposite is written with {@link Not}. */
  private static Condition negation(Condition condition) {
    return switch (condition) {
      case All all -> new Any(all.parts().stream().map(Contradictions::negation).toList());
      case Any any -> new All(any.parts().stream().map(Contradictions::negation).toList());
      case Not not -> not.part();
      default -> new Not(condition);
    };
  }

  /** Whether these never hold together. */
  private boolean none(List<Condition> parts) {
    var leaves = new ArrayList<Condition>();
    parts.forEach(part -> flatten(part, leaves));
    var ranges = new HashMap<Measure, Range>();
    var wanted = new HashMap<String, Object>();
    var held = new HashSet<Condition>();
    Set<Condition> excluded = new HashSet<>();
    for (Condition leaf : leaves) {
      boolean possible =
          switch (leaf) {
            case Above a -> range(ranges, a.measure()).atLeast(a.level());
            case Below b -> range(ranges, b.measure()).below(b.level());
            case Not(Above a) -> range(ranges, a.measure()).below(a.level());
            case Not(Below b) -> range(ranges, b.measure()).atLeast(b.level());
            case Is is -> is.value().equals(wanted.computeIfAbsent(is.metric(), _ -> is.value()));
            case Any any -> !never(any);
            default -> true;
          };
      if (leaf instanceof Not(Condition part)) {
        excluded.add(part);
      } else {
        held.add(leaf);
      }
      if (!possible || (leaf instanceof Not(Is is) && bothExcluded(is, excluded))) {
        return true;
      }
    }
    return held.stream().anyMatch(excluded::contains);
  }

  /** A flag is one or the other. */
  private static boolean bothExcluded(Is is, Set<Condition> excluded) {
    return is.value() instanceof Boolean flag && excluded.contains(new Is(is.metric(), !flag));
  }

  private static void flatten(Condition condition, List<Condition> leaves) {
    switch (condition) {
      case All all -> all.parts().forEach(part -> flatten(part, leaves));
      case Not(Any any) -> any.parts().forEach(part -> flatten(negation(part), leaves));
      case Not(All all) -> leaves.add(negation(all));
      case Not(Not(Condition part)) -> flatten(part, leaves);
      default -> leaves.add(condition);
    }
  }

  private Range range(Map<Measure, Range> ranges, Measure measure) {
    return ranges.computeIfAbsent(measure, this::widest);
  }

  private Range widest(Measure measure) {
    if (measure instanceof Measure.Reading(String metric)) {
      KnownMetric known = vocabulary.metrics().get(metric);
      return known == null ? new Range() : new Range(known.min(), known.max());
    }
    return new Range(0, Double.POSITIVE_INFINITY);
  }

  /** What is left of the values that a measure can have. */
  private static final class Range {
    private double least;
    private double most;
    private boolean mostIncluded = true;

    Range() {
      this(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    Range(double least, double most) {
      this.least = least;
      this.most = most;
    }

    boolean atLeast(double level) {
      least = Math.max(least, level);
      return possible();
    }

    boolean below(double level) {
      if (level <= most) {
        most = level;
        mostIncluded = false;
      }
      return possible();
    }

    private boolean possible() {
      return least < most || (least == most && mostIncluded);
    }
  }
}
