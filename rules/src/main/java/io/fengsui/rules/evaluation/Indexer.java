package io.fengsui.rules.evaluation;

import io.fengsui.rules.evaluation.Check.All;
import io.fengsui.rules.evaluation.Check.Any;
import io.fengsui.rules.evaluation.Check.Leaf;
import io.fengsui.rules.evaluation.Check.Not;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what can make a quiet condition hold. A condition that did not hold can hold after a
 * message only if the message made one of its leaves hold, or made one be over that stands under
 * {@code not}; so it is entered under each leaf, with what makes that one so.
 */
final class Indexer {

  private final Map<Integer, SlotPlan.Builder> slots = new HashMap<>();
  private final Map<Integer, LevelIndex.Builder> tallies = new HashMap<>();
  private final Map<Integer, List<Bound>> joints = new HashMap<>();
  private final List<Bound> whenHeard = new ArrayList<>();

  SlotPlan.Builder slot(int slot) {
    return slots.computeIfAbsent(slot, SlotPlan.Builder::new);
  }

  /** What depends on a count, by the levels it is compared with. */
  LevelIndex tally(Joint tally) {
    return tallies.computeIfAbsent(tally.rank(), _ -> new LevelIndex.Builder()).build();
  }

  /** What depends on a tracker that looks at several readings. */
  Bound[] dependents(Joint joint) {
    return joints.getOrDefault(joint.rank(), List.of()).toArray(Bound[]::new);
  }

  /** What may hold because the subject was heard. */
  Bound[] whenHeard() {
    return whenHeard.toArray(Bound[]::new);
  }

  void heard(Bound bound) {
    if (!whenHeard.contains(bound)) {
      whenHeard.add(bound);
    }
  }

  /** Has trackers told of their slots. */
  void remember(List<Tracker> trackers) {
    for (Tracker tracker : trackers) {
      switch (tracker) {
        case Gauge.Kept gauge -> slot(gauge.slot()).remember(gauge);
        case Turned turned -> slot(turned.slot()).remember(turned);
        case Tally tally -> remember(tally, Binder.slotsOf(tally.of()));
        case Follows follows -> remember(follows, Binder.slotsOf(follows));
        case Unanswered unanswered -> remember(unanswered, Binder.slotsOf(unanswered));
        default -> {} // a habit is told when the subject is heard, flapping when an alarm goes up
      }
    }
  }

  private void remember(Joint joint, List<Integer> at) {
    at.forEach(slot -> slot(slot).remember(joint));
  }

  /**
   * Enters what can make a check hold.
   *
   * @param wanted whether the check must hold, or be over
   */
  void enter(Check check, boolean wanted, Bound bound) {
    switch (check) {
      case All all -> all.parts().forEach(part -> enter(part, wanted, bound));
      case Any any -> any.parts().forEach(part -> enter(part, wanted, bound));
      case Not not -> enter(not.part(), !wanted, bound);
      case Leaf leaf -> enter(leaf, wanted, bound);
    }
  }

  private void enter(Leaf leaf, boolean wanted, Bound bound) {
    switch (leaf) {
      case Threshold(Gauge gauge, boolean above, double level, double clear) ->
          // what stands under not is judged as if it held: its clear level ends it
          levels(gauge).add(above == wanted, wanted ? level : clear, bound);
      case Often often -> enter(often.tally(), wanted, often.level(), bound);
      case Seldom seldom -> enter(seldom.tally(), !wanted, seldom.clear(), bound);
      case FlagIs is -> slot(is.slot()).whenFlag(is.wanted() == wanted, bound);
      case TextIs is -> enterText(is.slot(), is.wanted(), wanted, bound);
      case Turned turned -> {
        if (turned.wanted() instanceof Boolean flag) {
          slot(turned.slot()).whenFlag(flag == wanted, bound);
          if (!wanted) {
            slot(turned.slot()).whenFlag(flag, bound); // the first that is ever heard
          }
        } else {
          enterText(turned.slot(), (String) turned.wanted(), wanted, bound);
        }
      }
      case Inside inside -> slot(inside.slot()).always(bound);
      case Follows follows -> enter(follows.rank(), bound);
      case Unanswered unanswered -> enter(unanswered.rank(), bound);
      case Timed.Silent _ -> {
        if (!wanted) {
          heard(bound);
        }
      }
      case Timed.Overdue _ -> heard(bound); // a shorter habit may bring it nearer
      case Timed.During _ -> {}
    }
  }

  /** A count grows with messages only, and falls by time alone. */
  private void enter(Tally tally, boolean growing, double level, Bound bound) {
    if (growing) {
      tallies.computeIfAbsent(tally.rank(), _ -> new LevelIndex.Builder()).add(true, level, bound);
    } else {
      Binder.slotsOf(tally.of()).forEach(slot -> slot(slot).always(bound)); // once it is reported
    }
  }

  private void enter(int joint, Bound bound) {
    joints.computeIfAbsent(joint, _ -> new ArrayList<>()).add(bound);
  }

  private void enterText(int slot, String text, boolean wanted, Bound bound) {
    if (wanted) {
      slot(slot).whenText(text, bound);
    } else {
      slot(slot).always(bound);
    }
  }

  private LevelIndex.Builder levels(Gauge gauge) {
    return switch (gauge) {
      case Gauge.Reading(int slot) -> slot(slot).levels();
      case Gauge.Kept kept -> slot(kept.slot()).levels(kept);
      case Tally tally ->
          throw new IllegalArgumentException(tally + " is compared by its own checks");
    };
  }
}
