package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Measure;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives slots to metrics and cells to trackers, equal ones the same, and binds conditions. */
final class Binder {

  private final Map<Object, Integer> slots = new LinkedHashMap<>();
  private final Map<TrackerKey, Tracker> trackers = new LinkedHashMap<>();
  private final Map<Object, Calendar> calendars = new HashMap<>();
  private final boolean places;
  private final int base;
  private int cells;

  /**
   * Knows nothing yet.
   *
   * @param places for the subjects that are places: there, what is tracked depends on which devices
   *     a rule watches
   * @param base the first cell of trackers, after those of the slots
   */
  Binder(boolean places, int base) {
    this.places = places;
    this.base = base;
  }

  /** What the slots hold: a metric's name or a {@link Share}. */
  List<Object> slots() {
    return List.copyOf(slots.keySet());
  }

  /** By number; those that others look at come before these. */
  List<Tracker> trackers() {
    return List.copyOf(trackers.values());
  }

  /** How many cells there are, with those of the slots. */
  int cells() {
    return base + cells;
  }

  /** The slot of a metric or {@link Share}. */
  int slot(Object key) {
    return slots.computeIfAbsent(key, _ -> slots.size());
  }

  /**
   * Binds a condition.
   *
   * @param of which devices its rule watches
   */
  Check check(Condition condition, Selection of) {
    return switch (condition) {
      case Condition.Above(Measure measure, double level, double clear) ->
          gauge(measure, of) instanceof Tally tally
              ? new Often(tally, level, clear)
              : new Threshold(gauge(measure, of), true, level, clear);
      case Condition.Below(Measure measure, double level, double clear) ->
          gauge(measure, of) instanceof Tally tally
              ? new Seldom(tally, level, clear)
              : new Threshold(gauge(measure, of), false, level, clear);
      case Condition.Is(String metric, Boolean flag) -> new FlagIs(slot(metric), flag);
      case Condition.Is(String metric, Object text) -> new TextIs(slot(metric), text.toString());
      case Condition.Turned(String metric, Object value) ->
          track(
              key(condition, of),
              (key, number, at) -> new Turned(key, number, at, slot(metric), value));
      case Condition.Within within -> new Inside(slot(within.metric()), Area.of(within.zone()));
      case Condition.Follows(Condition first, Condition then, Duration within) -> {
        Check a = check(first, of);
        Check b = check(then, of);
        yield track(
            key(condition, of),
            (key, number, at) ->
                new Follows(key, number, at, a, mask(a), b, mask(b), Nanos.of(within)));
      }
      case Condition.Unanswered(Condition first, Condition answer, Duration within) -> {
        Check a = check(first, of);
        Check b = check(answer, of);
        yield track(
            key(condition, of),
            (key, number, at) -> new Unanswered(key, number, at, a, mask(a), b, Nanos.of(within)));
      }
      case Condition.All all -> new Check.All(checks(all.parts(), of));
      case Condition.Any any -> new Check.Any(checks(any.parts(), of));
      case Condition.Not not -> new Check.Not(check(not.part(), of));
      case Condition.Absent absent -> new Timed.Silent(absent.limit().map(Nanos::of).orElse(0L));
      case Condition.Overdue overdue ->
          new Timed.Overdue(overdue.times(), track(new TrackerKey.OfHabit(), Habit::new));
      case Condition.During during ->
          new Timed.During(
              calendars.computeIfAbsent(during.hours(), _ -> new Calendar(during.hours())));
    };
  }

  /** When the alarms of a rule last went up. */
  Flaps flaps(Rule rule) {
    var key = new TrackerKey.OfAlarms(rule.id(), rule.flapping().orElseThrow());
    return track(
        key,
        (same, number, at) ->
            new Flaps(same, number, at, key.flapping().times(), Nanos.of(key.flapping().within())));
  }

  private List<Check> checks(List<Condition> parts, Selection of) {
    return parts.stream().map(part -> check(part, of)).toList();
  }

  private Gauge gauge(Measure measure, Selection of) {
    return switch (measure) {
      case Measure.Reading(String metric) -> new Gauge.Reading(slot(metric));
      case Measure.Members members -> new Gauge.Reading(slot(new Share(of, members)));
      case Measure.Rise(String metric, Duration within) ->
          track(
              key(measure, of),
              (key, number, at) ->
                  new Swing(key, number, at, slot(metric), Nanos.of(within), false));
      case Measure.Fall(String metric, Duration within) ->
          track(
              key(measure, of),
              (key, number, at) ->
                  new Swing(key, number, at, slot(metric), Nanos.of(within), true));
      case Measure.Deviation(String metric, Duration over, boolean percent) ->
          track(
              key(measure, of),
              (key, number, at) ->
                  new Drift(key, number, at, slot(metric), Nanos.of(over), percent));
      case Measure.TimeTo(String metric, double level, Duration over) ->
          track(
              key(measure, of),
              (key, number, at) -> new Trend(key, number, at, slot(metric), level, Nanos.of(over)));
      case Measure.Count(Condition counted, Duration within, int most) -> {
        Check check = check(counted, of);
        yield track(
            key(measure, of),
            (key, number, at) -> new Tally(key, number, at, check, Nanos.of(within), most));
      }
    };
  }

  private TrackerKey key(Condition condition, Selection of) {
    return new TrackerKey.OfCondition(condition, places ? of : Selection.ALL);
  }

  private TrackerKey key(Measure measure, Selection of) {
    return new TrackerKey.OfMeasure(measure, places ? of : Selection.ALL);
  }

  /** Makes a tracker. */
  private interface Making<T extends Tracker> {
    T of(TrackerKey key, int number, int offset);
  }

  @SuppressWarnings("unchecked") // a key is always tracked by the same kind
  private <T extends Tracker> T track(TrackerKey key, Making<T> make) {
    @Nullable Tracker known = trackers.get(key);
    if (known == null) {
      known = make.of(key, trackers.size(), base + cells);
      cells += known.size();
      trackers.put(key, known);
    }
    return (T) known;
  }

  /** The slots that a check looks at, in the order written. */
  static List<Integer> slotsOf(Check check) {
    Set<Integer> slots = new LinkedHashSet<>();
    check.slots(slots::add);
    return new ArrayList<>(slots);
  }

  static long mask(Check check) {
    return mask(slotsOf(check));
  }

  static long mask(List<Integer> slots) {
    return slots.stream().mapToLong(Bound::bit).reduce(0, (a, b) -> a | b);
  }
}
