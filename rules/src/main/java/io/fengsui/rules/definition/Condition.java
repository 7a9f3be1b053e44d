package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a rule waits for.
 *
 * <p>A metric that has not been heard, or whose latest value is of another kind, is unknown; an
 * unknown condition moves no alarm.
 */
public sealed interface Condition {

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
    }
  }

  /** True if one part is true, else unknown if one part is unknown. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
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
