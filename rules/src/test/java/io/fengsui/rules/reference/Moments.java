package io.fengsui.rules.reference;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Measure;
import java.util.ArrayList;
import java.util.List;

/** All instants at which time alone could turn a condition, and some more. */
final class Moments {

  private Moments() {}

  static List<Long> of(Condition condition, Past past, long now) {
    var moments = new ArrayList<Long>();
    switch (condition) {
      case Condition.Above(Measure measure, _, _) -> ofMeasure(measure, past, moments);
      case Condition.Below(Measure measure, _, _) -> ofMeasure(measure, past, moments);
      case Condition.Unanswered unanswered -> {
        Long at = new Judge(past).unansweredAt(unanswered);
        if (at != null) {
          moments.add(at);
        }
      }
      case Condition.All(List<Condition> parts) ->
          parts.forEach(part -> moments.addAll(of(part, past, now)));
      case Condition.Any(List<Condition> parts) ->
          parts.forEach(part -> moments.addAll(of(part, past, now)));
      case Condition.Not(Condition part) -> moments.addAll(of(part, past, now));
      case Condition.Absent(var limit) -> {
        long span = limit.orElse(past.subject().silentAfter()).toNanos();
        moments.add(Gap.silentAt(past.heardAt(), span, true, past.gaps()));
        moments.add(Gap.silentAt(past.heardAt(), span, false, past.gaps()));
        past.gaps().forEach(gap -> moments.add(gap.to()));
      }
      case Condition.Overdue(double times) -> {
        Double habit = Habit.of(past);
        if (habit != null) {
          moments.add(Habit.overdueAt(past, habit, times, true));
          moments.add(Habit.overdueAt(past, habit, times, false));
          past.gaps().forEach(gap -> moments.add(gap.to()));
        }
      }
      case Condition.During(var hours) -> moments.addAll(Calendar.turns(hours, now));
      case Condition.Is _, Condition.Turned _, Condition.Within _, Condition.Follows _ -> {}
    }
    return moments;
  }

  private static void ofMeasure(Measure measure, Past past, List<Long> moments) {
    if (measure instanceof Measure.Count count) {
      long within = count.within().toNanos();
      moments.add(past.since() + within);
      past.messages().forEach(message -> moments.add(message.at() + within));
    }
  }
}
