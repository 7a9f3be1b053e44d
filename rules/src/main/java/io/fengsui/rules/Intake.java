package io.fengsui.rules;

import io.fengsui.rules.evaluation.Bound;
import io.fengsui.rules.evaluation.BoundMember;
import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Candidates;
import io.fengsui.rules.evaluation.Joint;
import io.fengsui.rules.evaluation.SlotPlan;
import io.fengsui.rules.state.AlarmState.Quiet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes in what devices say, and how they come, change and go. */
final class Intake {

  private final Plans plans;
  private final Roster roster;
  private final Mover mover;
  private final Places places;
  private final Candidates<Bound> candidates = new Candidates<>();
  private final Candidates<Joint> together = new Candidates<>();
  private final Belated belated = new Belated();

  Intake(Plans plans, Roster roster, Mover mover, Places places) {
    this.plans = plans;
    this.roster = roster;
    this.mover = mover;
    this.places = places;
  }

  /** Begins to watch a device. */
  Device begin(Subject subject, long since, long time) {
    var device = new Device(subject, plans.device(subject), since, roster.gaps());
    places.enter(device, time);
    keep(device, time);
    return device;
  }

  /** Adds a device to those watched. */
  void keep(Device device, long time) {
    roster.put(device);
    mover.await(device, time);
    places.await(device, time);
  }

  /**
   * Carries all over to a device as it is now: its values, what is tracked of it, the alarms of
   * rules that still watch it, and its parts in places that are still its own. What is judged
   * otherwise from now on is looked at as soon as time goes on.
   */
  Device change(Device before, Subject subject, long time, Consumer<Change> out) {
    roster.save(before);
    var device = new Device(subject, plans.device(subject), before, roster.gaps());
    places.enter(device, time);
    for (Standing one = before.first(); one != null; one = one.next) {
      switch (one) {
        case Alarm alarm -> carry(alarm, device, time, out);
        case Membership part -> carry(part, device, time);
      }
    }
    places.leave(before);
    for (BoundRule rule : device.plan.rules()) {
      BoundRule old = before.plan.rule(rule.rank());
      if (device.find(rule.rank()) == null
          && (old == null || !old.levels().equals(rule.levels()))) {
        mover.carry(device, rule, Quiet.QUIET, time);
      }
    }
    for (BoundMember member : device.plan.members()) {
      if (device.find(member.rank()) == null && !before.plan.members().contains(member)) {
        places.carry(device, member, false, Long.MIN_VALUE, time);
      }
    }
    keep(device, time);
    return device;
  }

  private void carry(Alarm alarm, Device device, long time, Consumer<Change> out) {
    BoundRule rule = device.plan.rule(alarm.bound().rank());
    if (rule == null) {
      mover.drop(alarm.watched, alarm, time, out);
      device.notBefore = alarm.watched.notBefore;
    } else {
      mover.release(alarm);
      mover.carry(device, rule, alarm.state(), time);
    }
  }

  private void carry(Membership part, Device device, long time) {
    BoundMember member = member(device, part.bound().rank());
    if (member != null && device.place(member.scope()) == part.of) {
      places.carry(device, member, part.holds(), part.until(), time);
    }
  }

  private static @Nullable BoundMember member(Device device, int rank) {
    for (BoundMember member : device.plan.members()) {
      if (member.rank() == rank) {
        return member;
      }
    }
    return null;
  }

  /** Stops watching a device. */
  void end(Device gone, long time, Consumer<Change> out) {
    places.leave(gone);
    for (Standing one = gone.first(); one != null; one = one.next) {
      if (one instanceof Alarm alarm) {
        mover.drop(gone, alarm, time, out);
      }
    }
  }

  /**
   * A device said something.
   *
   * @param alive whether it was there
   */
  void take(
      Device device,
      Readings readings,
      long observedAt,
      boolean alive,
      Taking taking,
      long at,
      Consumer<Change> out) {
    roster.save(device);
    candidates.clear();
    together.clear();
    belated.clear();
    long touched = 0;
    for (int i = 0; i < readings.size(); i++) {
      SlotPlan slot = device.plan.metric(readings.metric(i));
      if (slot != null && isTaken(device, slot, observedAt, taking)) {
        device.put(slot.slot(), readings.bits(i), readings.beside(i), observedAt);
        slot.take(device, candidates, together);
        touched |= slot.bit();
      }
    }
    if (together.size() > 0) {
      device.plan.take(device, touched, at, together, candidates);
    }
    if (alive) {
      device.plan.hear(device, at, candidates);
      device.hear(at);
    }
    device.collect(touched, alive, candidates);
    for (int i = 0; i < candidates.size(); i++) {
      look(device, candidates.get(i), at, out);
    }
    if (taking != Taking.IN_ORDER) {
      takeBelated(device, readings, observedAt, taking, at, out);
    }
  }

  private static boolean isTaken(Device device, SlotPlan slot, long observedAt, Taking taking) {
    return taking != Taking.ALL_MAY_RAISE && !device.isOutOfOrder(slot.slot(), observedAt);
  }

  /** Takes in the other readings, which may only raise an alarm. */
  private void takeBelated(
      Device device,
      Readings readings,
      long observedAt,
      Taking taking,
      long at,
      Consumer<Change> out) {
    for (int i = 0; i < readings.size(); i++) {
      SlotPlan slot = device.plan.metric(readings.metric(i));
      if (slot != null && !isTaken(device, slot, observedAt, taking)) {
        belated.put(device, slot, readings.bits(i), readings.beside(i), observedAt);
      }
    }
    if (!belated.isEmpty()) {
      belated.judge(device, bound -> look(device, bound, at, out));
    }
  }

  /** Lets a device be judged by one thing. */
  void look(Device device, Bound bound, long at, Consumer<Change> out) {
    switch (bound) {
      case BoundRule rule -> mover.move(device, rule, at, out);
      case BoundMember member -> places.judge(device, member, at);
    }
  }
}
