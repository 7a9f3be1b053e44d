package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Condition;
import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.Scope;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rules watch the subjects of one kind, what they look at, and where that is kept. Subjects
 * that the same rules watch in the same variants have the same plan. Immutable but for what
 * calendars remember; used by one thread.
 */
public final class Plan {

  private final Binder binder;
  private final List<BoundRule> rules;
  private final Stirring stirring;
  private final boolean timed;
  private final List<BoundMember> members;
  private final List<Object> slots;
  private final List<Tracker> trackers;
  private final long[] blank;
  private final SlotPlan[] bySlot;
  private final Map<String, SlotPlan> byMetric = new HashMap<>();
  private final Map<TrackerKey, Tracker> byKey = new HashMap<>();
  private final Map<Integer, LevelIndex> tallies = new HashMap<>();
  private final Map<Integer, Bound[]> dependents = new HashMap<>();
  private final Bound[] whenHeard;
  private final Optional<Habit> habit;

  /**
   * A rule that watches the subjects.
   *
   * @param order its place among all rules
   * @param levels those of the variant that fits
   */
  public record Chosen(Rule rule, int order, List<Level> levels) {}

  /**
   * A share that the subjects count for.
   *
   * @param rank after all rules, by scope and slot
   * @param slot of the share in the plan of the places of that scope
   */
  public record Part(Share share, int rank, Scope scope, int slot) {}

  /**
   * Binds rules and shares.
   *
   * @param places whether the subjects are places
   * @param guards gives each rule that has one its guard
   */
  public Plan(boolean places, List<Chosen> chosen, List<Part> parts, Function<Rule, Guard> guards) {
    var counted = new Binder(places, 0);
    chosen.forEach(one -> bind(one, guards, counted, new Indexer()));
    parts.forEach(part -> bind(part, counted, new Indexer()));
    int base = Latest.WIDTH * counted.slots().size();
    binder = new Binder(places, base);
    var index = new Indexer();
    rules = chosen.stream().map(one -> bind(one, guards, binder, index)).toList();
    members = parts.stream().map(part -> bind(part, binder, index)).toList();
    stirring = new Stirring(rules, members);
    timed = Stream.concat(rules.stream(), members.stream()).anyMatch(Bound::timed);
    slots = binder.slots();
    trackers = binder.trackers();
    index.remember(trackers);
    blank = new long[binder.cells()];
    for (int cell = 0; cell < base; cell += Latest.WIDTH) {
      blank[cell] = Values.NEVER;
    }
    for (Tracker tracker : trackers) {
      tracker.reset(blank);
      byKey.put(tracker.key(), tracker);
      if (tracker instanceof Tally tally) {
        tallies.put(tally.rank(), index.tally(tally));
      } else if (tracker instanceof Joint joint) {
        dependents.put(joint.rank(), index.dependents(joint));
      }
    }
    bySlot = new SlotPlan[slots.size()];
    for (int slot = 0; slot < bySlot.length; slot++) {
      bySlot[slot] = index.slot(slot).build();
      if (slots.get(slot) instanceof String metric) {
        byMetric.put(metric, bySlot[slot]);
      }
    }
    whenHeard = index.whenHeard();
    habit = trackers.stream().filter(Habit.class::isInstance).map(Habit.class::cast).findFirst();
  }

  private BoundRule bind(
      Chosen chosen, Function<Rule, Guard> guards, Binder binder, Indexer index) {
    Rule rule = chosen.rule();
    Check[] checks =
        chosen.levels().stream()
            .map(level -> binder.check(level.when(), rule.selection()))
            .toArray(Check[]::new);
    List<Integer> looked = Binder.slotsOf(new Check.Any(List.of(checks)));
    Optional<Guard> guard = rule.guard().map(_ -> guards.apply(rule));
    List<Integer> guarded =
        guard.map(g -> g.metrics().stream().sorted().map(binder::slot).toList()).orElse(List.of());
    var bound =
        new BoundRule(
            chosen,
            checks,
            rule.secondary().map(when -> binder.check(when, rule.selection())),
            guard,
            rule.flapping().map(_ -> binder.flaps(rule)),
            looked,
            Binder.mask(looked) | Binder.mask(guarded),
            Stream.of(checks).anyMatch(Plan::looksAtSilence),
            latest -> metric -> value(latest, metric));
    for (Check check : checks) {
      index.enter(check, true, bound);
    }
    guarded.forEach(slot -> index.slot(slot).always(bound));
    return bound;
  }

  private static BoundMember bind(Part part, Binder binder, Indexer index) {
    Check check = binder.check(part.share().members().when(), part.share().of());
    List<Integer> looked = Binder.slotsOf(check);
    var bound =
        new BoundMember(
            part.rank(),
            part.scope(),
            part.slot(),
            part.share(),
            check,
            Nanos.of(part.share().members().within()),
            looked,
            Binder.mask(looked),
            check.timed(),
            looksAtSilence(check));
    index.enter(check, true, bound);
    return bound;
  }

  private static boolean looksAtSilence(Check check) {
    return switch (check) {
      case Check.All all -> all.parts().stream().anyMatch(Plan::looksAtSilence);
      case Check.Any any -> any.parts().stream().anyMatch(Plan::looksAtSilence);
      case Check.Not not -> looksAtSilence(not.part());
      case Timed.Silent _, Timed.Overdue _ -> true;
      case Check.Leaf _ -> false;
    };
  }

  /** The rules, in order. */
  public List<BoundRule> rules() {
    return rules;
  }

  /** The rule with this place among all rules, if it is one of these; else null. */
  public @Nullable BoundRule rule(int order) {
    int low = 0;
    int high = rules.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      BoundRule rule = rules.get(middle);
      if (rule.rank() == order) {
        return rule;
      }
      if (rule.rank() < order) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /** The shares that the subjects count for, by rank. */
  public List<BoundMember> members() {
    return members;
  }

  /** What the slots hold: the name of a metric or a {@link Share}. */
  public List<Object> slots() {
    return slots;
  }

  /** What to do with a slot. */
  public SlotPlan slot(int slot) {
    return bySlot[slot];
  }

  /** What to do with a metric; null if nobody looks at it. */
  public @Nullable SlotPlan metric(String name) {
    return byMetric.get(name);
  }

  /** What remembers something. */
  public List<Tracker> trackers() {
    return trackers;
  }

  /** Cells as they are at first. */
  public long[] newCells() {
    return blank.clone();
  }

  /** Whether a tracker remembers nothing yet of a subject. */
  public boolean isBlank(Tracker tracker, Latest latest) {
    int from = tracker.offset();
    int to = from + tracker.size();
    return latest.side(tracker.number()) == null
        && Arrays.equals(latest.cells(), from, to, blank, from, to);
  }

  /**
   * All readings of a message are in.
   *
   * @param together what looks at them together
   * @param into gets what is quiet and may move for that
   */
  public void take(
      Latest latest, long touched, long now, Candidates<Joint> together, Candidates<Bound> into) {
    for (int i = 0; i < together.size(); i++) {
      Joint joint = together.get(i);
      if (joint.take(latest, touched, now)) {
        if (joint instanceof Tally tally) {
          Objects.requireNonNull(tallies.get(tally.rank())).collect(tally.value(latest, now), into);
        } else {
          into.addAll(Objects.requireNonNull(dependents.get(joint.rank())));
        }
      }
    }
  }

  /** The subject is heard, before {@link Latest#hear}; adds what may move for that. */
  public void hear(Latest latest, long at, Candidates<Bound> into) {
    habit.ifPresent(one -> one.heard(latest, at));
    into.addAll(whenHeard);
  }

  /** Adds what is quiet and time alone may have made hold. */
  public void collectStirring(Latest latest, long now, Candidates<Bound> into) {
    stirring.collect(latest, now, into);
  }

  /** When at the earliest time alone makes something hold that does not. */
  public long stirsAt(Latest latest, long now) {
    return stirring.nextAt(latest, now);
  }

  /** Whether something may hold of a subject that has said nothing. */
  public boolean isTimed() {
    return timed;
  }

  /** When something must be looked at of a subject that nobody looked at yet. */
  public long awaitedAt(Latest latest, long now) {
    return stirring.awaitedAt(latest, now);
  }

  /** Nobody could be heard between two times. */
  public void stepOver(Latest latest, long from, long to) {
    for (Tracker tracker : trackers) {
      tracker.stepOver(latest.cells(), from, to);
    }
  }

  /** The check of a condition of these rules. */
  Check check(Condition condition, Rule rule) {
    return binder.check(condition, rule.selection());
  }

  private @Nullable Object value(Latest latest, String metric) {
    SlotPlan slot = byMetric.get(metric);
    return slot == null ? null : latest.value(slot.slot());
  }

  /** What tracks something; null if nothing does. */
  public @Nullable Tracker tracker(TrackerKey key) {
    return byKey.get(key);
  }
}
