package io.fengsui.rules.reference;

import io.fengsui.rules.Position;
import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Measure;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether conditions hold, told from the past alone. {@code holding}: the alarm is pending or up,
 * so that the clear level counts.
 */
final class Judge {
  private final Past past;
  private final ToDoubleFunction<Measure.Members> members;

  /** For a device. */
  Judge(Past past) {
    this(past, _ -> Double.NaN);
  }

  /**
   * For a place.
   *
   * @param past empty
   * @param members how many count; not a number while unknown
   */
  Judge(Past past, ToDoubleFunction<Measure.Members> members) {
    this.past = past;
    this.members = members;
  }

  Truth of(Condition condition, boolean holding, long now) {
    return switch (condition) {
      case Condition.Above(Measure measure, double level, double clear) -> {
        Double value = measure(measure, now);
        yield value == null ? Truth.UNKNOWN : Truth.of(value >= (holding ? clear : level));
      }
      case Condition.Below(Measure measure, double level, double clear) -> {
        Double value = measure(measure, now);
        boolean below = value != null && value < (holding ? clear : level);
        boolean known = !below || !(measure instanceof Measure.Count count) || whole(count, now);
        yield value == null || !known ? Truth.UNKNOWN : Truth.of(below);
      }
      case Condition.Is(String metric, Object wanted) -> is(past.latest(metric), wanted);
      case Condition.Turned(String metric, Object wanted) -> turned(metric, wanted);
      case Condition.Within(String metric, var zone) ->
          past.latest(metric) instanceof Position position
              ? Truth.of(Places.inside(zone, position))
              : Truth.UNKNOWN;
      case Condition.Follows follows -> follows(follows, now);
      case Condition.Unanswered unanswered -> unanswered(unanswered, now);
      case Condition.All(List<Condition> parts) ->
          Truth.all(parts.stream().map(part -> of(part, holding, now)).toList());
      case Condition.Any(List<Condition> parts) -> {
        List<Condition> reported = parts.stream().filter(this::reported).toList();
        yield reported.isEmpty()
            ? Truth.UNKNOWN
            : Truth.any(reported.stream().map(part -> of(part, holding, now)).toList());
      }
      case Condition.Not(Condition part) -> of(part, !holding, now).negated();
      case Condition.Absent(var limit) -> {
        long span = limit.orElse(past.subject().silentAfter()).toNanos();
        yield Truth.of(now >= Gap.silentAt(past.heardAt(), span, holding, past.gaps()));
      }
      case Condition.Overdue(double times) -> {
        Double habit = Habit.of(past);
        yield habit == null
            ? Truth.UNKNOWN
            : Truth.of(now >= Habit.overdueAt(past, habit, times, holding));
      }
      case Condition.During(var hours) -> Truth.of(Calendar.during(hours, now));
    };
  }

  /**
   * Whether the device ever reported something that the condition looks at, or the place has a
   * device that may count.
   */
  private boolean reported(Condition condition) {
    return switch (condition) {
      case Condition.All(List<Condition> parts) -> parts.stream().anyMatch(this::reported);
      case Condition.Any(List<Condition> parts) -> parts.stream().anyMatch(this::reported);
      case Condition.Not(Condition part) -> reported(part);
      case Condition.Above(Measure.Members of, _, _) -> !Double.isNaN(members.applyAsDouble(of));
      case Condition.Below(Measure.Members of, _, _) -> !Double.isNaN(members.applyAsDouble(of));
      default ->
          condition.metrics().isEmpty() || condition.metrics().stream().anyMatch(past::reported);
    };
  }

  private @Nullable Double measure(Measure measure, long now) {
    if (measure instanceof Measure.Members of) {
      double value = members.applyAsDouble(of);
      return Double.isNaN(value) ? null : value;
    }
    return Measures.of(measure, past, now);
  }

  /** Whether the device was watched for the whole window. */
  private boolean whole(Measure.Count count, long now) {
    return now - past.since() >= count.within().toNanos();
  }

  private static Truth is(@Nullable Object value, Object wanted) {
    return value == null || value.getClass() != wanted.getClass()
        ? Truth.UNKNOWN
        : Truth.of(value.equals(wanted));
  }

  private Truth turned(String metric, Object wanted) {
    Truth is = is(past.latest(metric), wanted);
    boolean other =
        past.readings(metric).stream()
            .anyMatch(reading -> reading.value() != null && !reading.value().equals(wanted));
    return is == Truth.YES && !other ? Truth.NO : is;
  }

  private Truth follows(Condition.Follows follows, long now) {
    boolean inTime = false;
    long firstBegan = Long.MIN_VALUE;
    for (int i = 0; i < past.messages().size(); i++) {
      long at = past.messages().get(i).at();
      if (begins(follows.first(), i)) {
        firstBegan = at;
      }
      if (begins(follows.then(), i)) {
        inTime = firstBegan != Long.MIN_VALUE && at - firstBegan <= follows.within().toNanos();
      }
    }
    Truth then = of(follows.then(), false, now);
    return then == Truth.YES ? Truth.of(inTime) : then;
  }

  private Truth unanswered(Condition.Unanswered condition, long now) {
    Long waitsSince = waitsSince(condition);
    if (waitsSince == null) {
      return everKnown(condition.first()) ? Truth.NO : Truth.UNKNOWN;
    }
    return Truth.of(now >= unansweredAt(waitsSince, condition.within()));
  }

  private boolean everKnown(Condition condition) {
    for (int i = 0; i < past.messages().size(); i++) {
      long at = past.messages().get(i).at();
      if (new Judge(past.first(i + 1)).of(condition, false, at) != Truth.UNKNOWN) {
        return true;
      }
    }
    return false;
  }

  /** When an answer will have been missing for too long; null if none is waited for. */
  @Nullable Long unansweredAt(Condition.Unanswered condition) {
    Long waitsSince = waitsSince(condition);
    return waitsSince == null ? null : unansweredAt(waitsSince, condition.within());
  }

  private long unansweredAt(long waitsSince, Duration within) {
    return Gap.unansweredAt(waitsSince, within.toNanos(), past.gaps());
  }

  private @Nullable Long waitsSince(Condition.Unanswered condition) {
    Long since = null;
    for (int i = 0; i < past.messages().size(); i++) {
      long at = past.messages().get(i).at();
      if (begins(condition.first(), i) && since == null) {
        since = at;
      }
      if (new Judge(past.first(i + 1)).of(condition.answer(), false, at) == Truth.YES) {
        since = null;
      }
    }
    return since;
  }

  /** Whether the condition began to hold with message {@code i}. */
  private boolean begins(Condition condition, int i) {
    long at = past.messages().get(i).at();
    return past.touches(i, condition.metrics())
        && new Judge(past.first(i + 1)).of(condition, false, at) == Truth.YES
        && new Judge(past.first(i)).of(condition, false, at) != Truth.YES;
  }
}
