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
      case Above above -> above.measure().metrics();
      case Below below -> below.measure().metrics();
      case Is is -> Set.of(is.metric());
      case Turned turned -> Set.of(turned.metric());
      case Within within -> Set.of(within.metric());
      case Follows follows -> union(List.of(follows.first(), follows.then()));
      case Unanswered unanswered -> union(List.of(unanswered.first(), unanswered.answer()));
      case All all -> union(all.parts());
      case Any any -> union(any.parts());
      case Not not -> not.part().metrics();
      case Absent _, Overdue _, During _ -> Set.of();
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
   * @param level finite, in the measure's unit
   * @param clear at most {@code level}
   */
  record Above(Measure measure, double level, double clear) implements Condition {
    public Above {
      if (!Double.isFinite(level) || !Double.isFinite(clear) || clear > level) {
        throw new IllegalArgumentException(measure + ": above " + level + ", clear " + clear);
      }
    }
  }

  /**
   * Holds below {@code level}; once the alarm is pending or up, over only at or above {@code
   * clear}.
   *
   * @param level finite, in the measure's unit
   * @param clear at least {@code level}
   */
  record Below(Measure measure, double level, double clear) implements Condition {
    public Below {
      if (!Double.isFinite(level) || !Double.isFinite(clear) || clear < level) {
        throw new IllegalArgumentException(measure + ": below " + level + ", clear " + clear);
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
      flagOrText(metric, value);
    }
  }

  /**
   * Holds while the metric has this value and had another one before: not for the first that is
   * ever heard.
   *
   * @param value {@link Boolean} or {@link String}
   */
  record Turned(String metric, Object value) implements Condition {
    public Turned {
      flagOrText(metric, value);
    }
  }

  /** Holds while a position is in the zone. */
  record Within(String metric, Zone zone) implements Condition {}

  /**
   * Holds when {@code then} began to hold at most so long after {@code first} began to, for as long
   * as {@code then} holds. Both may begin with the same message.
   */
  record Follows(Condition first, Condition then, Duration within) implements Condition {}

  /**
   * Holds when {@code first} began to hold and {@code answer} has not held for so long since, until
   * the answer does. An answer in the same message counts.
   */
  record Unanswered(Condition first, Condition answer, Duration within) implements Condition {}

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

  /**
   * Holds when the subject has said nothing for several times as long as is its habit: the longest
   * of its usual spans between messages, forgotten slowly. Unknown until five spans were seen.
   *
   * @param times at least 1
   */
  record Overdue(double times) implements Condition {
    public Overdue {
      if (!(times >= 1 && times <= 1000)) {
        throw new IllegalArgumentException("overdue after " + times + " times");
      }
    }
  }

  /** Holds at some hours. */
  record During(Hours hours) implements Condition {}

  private static void flagOrText(String metric, Object value) {
    if (!(value instanceof Boolean || value instanceof String)) {
      throw new IllegalArgumentException(metric + ": is " + value.getClass().getSimpleName());
    }
  }
}
