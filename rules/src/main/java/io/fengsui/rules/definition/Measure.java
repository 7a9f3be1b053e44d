package io.fengsui.rules.definition;

import java.time.Duration;
import java.util.Set;

/**
 * A number that rules compare with levels: what a device reports, or what follows from its reports.
 * Equal measures of a subject are kept once, however many rules look at them. Unknown until what it
 * follows from is known.
 */
public sealed interface Measure {

  /** The metrics it follows from. */
  default Set<String> metrics() {
    return switch (this) {
      case Reading(String metric) -> Set.of(metric);
      case Rise(String metric, _) -> Set.of(metric);
      case Fall(String metric, _) -> Set.of(metric);
      case Deviation(String metric, _, _) -> Set.of(metric);
      case TimeTo(String metric, _, _) -> Set.of(metric);
      case Count(Condition of, _, _) -> of.metrics();
      case Members _ -> Set.of();
    };
  }

  /** The latest reading, in the metric's canonical unit. */
  record Reading(String metric) implements Measure {}

  /**
   * By how much the latest reading is above the least one of the window that ends with it; 0 or
   * more. Changes with readings only, never by time alone.
   */
  record Rise(String metric, Duration within) implements Measure {
    public Rise {
      positive(within);
    }
  }

  /** By how much the latest reading is below the greatest one of the window that ends with it. */
  record Fall(String metric, Duration within) implements Measure {
    public Fall {
      positive(within);
    }
  }

  /**
   * How far the latest reading is from the device's own mean of the readings before it, weighted by
   * age with the time constant {@code over}; 0 or more. Unknown until the device was heard for as
   * long as that.
   *
   * @param percent of the mean instead of the metric's unit
   */
  record Deviation(String metric, Duration over, boolean percent) implements Measure {
    public Deviation {
      positive(over);
    }
  }

  /**
   * In how many seconds the metric reaches the level if it goes on as it did over the span;
   * infinite while it does not get closer, 0 once it is there. Unknown until it was heard for half
   * as long as that.
   */
  record TimeTo(String metric, double level, Duration over) implements Measure {
    public TimeTo {
      positive(over);
    }
  }

  /**
   * How many messages of the window that ends now met a condition; it need not have been over in
   * between. Below {@code most} it is unknown until the subject was watched for the window.
   *
   * @param of looks at readings only
   * @param most more are not counted; 1 to 100
   */
  record Count(Condition of, Duration within, int most) implements Measure {
    public Count {
      positive(within);
      if (most < 1 || most > 100) {
        throw new IllegalArgumentException("a window counts 1 to 100: " + most);
      }
    }
  }

  /**
   * In how many devices of a place a condition holds, or held within the window that ends now. For
   * rules whose subject is a place.
   *
   * @param who which devices count
   * @param when of each of them; unknown does not count
   * @param within how long a device goes on to count after the condition is over; may be zero
   * @param percent of all those devices of the place, instead of their number
   */
  record Members(Selection who, Condition when, Duration within, boolean percent)
      implements Measure {
    public Members {
      if (within.isNegative()) {
        throw new IllegalArgumentException("a window may not be negative: " + within);
      }
    }
  }

  private static void positive(Duration span) {
    if (!span.isPositive()) {
      throw new IllegalArgumentException("a window must be positive: " + span);
    }
  }
}
