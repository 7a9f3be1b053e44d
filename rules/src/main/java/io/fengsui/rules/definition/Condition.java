package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule waits for.
 *
 * <p>A metric that has not been heard, or whose latest value is of another kind, is unknown; an
 * unknown condition moves no alarm.
 */
public sealed interface Condition {

  /** The metrics it looks at, in the order written. */
  default Set<String> metrics() {
    return switch (this) {
      case Above above -> Set.of(above.metric());
      case Below below -> Set.of(below.metric());
      case Is is -> Set.of(is.metric());
      case All all -> union(all.parts());
      case Any any -> union(any.parts());
      case Not not -> not.part().metrics();
      case Absent _ -> Set.of();
    };
  }

  /** Whether silence matters to it, so that time alone can turn it. */
  default boolean looksAtSilence() {
    return switch (this) {
      case Above _, Below _, Is _ -> false;
      case All all -> all.parts().stream().anyMatch(Condition::looksAtSilence);
      case Any any -> any.parts().stream().anyMatch(Condition::looksAtSilence);
      case Not not -> not.part().looksAtSilence();
      case Absent _ -> true;
    };
  }

  private static Set<String> union(List<Condition> parts) {
    var union = new LinkedHashSet<String>();
    parts.forEach(part -> union.addAll(part.metrics()));
    return union;
  }

  /**
   * Holds at or above {@code level}; once the alarm is pending or up, over only below {@code
   * clear}.
   *
   * @param level finite, in the metric's canonical unit
   * @param clear at most {@code level}
   */
  record Above(String metric, double level, double clear) implements Condition {
    public Above {
      if (!Double.isFinite(level) || !Double.isFinite(clear) || clear > level) {
        throw new IllegalArgumentException(metric + ": above " + level + ", clear " + clear);
      }
    }
  }

  /**
   * Holds below {@code level}; once the alarm is pending or up, over only at or above {@code
   * clear}.
   *
   * @param level finite, in the metric's canonical unit
   * @param clear at least {@code level}
   */
  record Below(String metric, double level, double clear) implements Condition {
    public Below {
      if (!Double.isFinite(level) || !Double.isFinite(clear) || clear < level) {
        throw new IllegalArgumentException(metric + ": below " + level + ", clear " + clear);
      }
    }
  }

  /**
   * Holds while the metric has this value.
   *
   * @param value {@link Boolean} or {@link String}
   */
  record Is(String metric, Object value) implements Condition {
    public Is {
      if (!(value instanceof Boolean || value instanceof String)) {
        throw new IllegalArgumentException(metric + ": is " + value.getClass().getSimpleName());
      }
    }
  }

  /** False if one part is false, else unknown if one part is unknown. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("all of nothing");
      }
    }
  }

  /**
   * True if one part is true, else unknown if one part is unknown; parts about metrics that the
   * subject has never reported do not count beside others.
   */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("any of nothing");
      }
    }
  }

  /** Turns true and false round; unknown stays unknown. */
  record Not(Condition part) implements Condition {}

  /**
   * Holds when the subject has said nothing for a while.
   *
   * @param limit how long; empty for the subject's own {@code silentAfter}
   */
  record Absent(Optional<Duration> limit) implements Condition {
    public Absent {
      if (limit.isPresent() && !limit.get().isPositive()) {
        throw new IllegalArgumentException("silent for " + limit.get());
      }
    }
  }
}
