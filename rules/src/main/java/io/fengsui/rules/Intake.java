package io.fengsui.rules;

import io.fengsui.rules.evaluation.Bound;
import io.fengsui.rules.evaluation.BoundMember;
import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Candidates;
import io.fengsui.rules.evaluation.Joint;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.SlotPlan;
import java.time.Instant;
import java.util.function.Consumer;

/** Takes in what devices say, and how they come, change and go. */
final class Intake {

  private final Plans plans;
  private final Roster roster;
  private final Mover mover;
  private final Places places;
  private final WakeQueue wakes;
  private final Candidates<Bound> candidates = new Candidates<>();
  private final Candidates<Joint> together = new Candidates<>();
  private final Belated belated = new Belated();

  Intake(Plans plans, Roster roster, Mover mover, Places places, WakeQueue wakes) {
    this.plans = plans;
    this.roster = roster;
    this.mover = mover;
    this.places = places;
    this.wakes = wakes;
  }

  /** Begins to watch a device. */
  Device begin(Subject subject, long since, long time) {
    var device = new Device(subject, plans.device(subject), since, roster.gaps());
    places.enter(device, time);
    keep(device, time);
    return device;
  }

  /** Begins to watch a device that has said nothing: what holds all the same is looked at. */
  void await(Subject subject, long since, long time) {
    Device device = begin(subject, since, time);
    if (device.plan().isTimed()) {
      lookAt(device, time);
    }
  }

  /** Has all of a device looked at as soon as time goes on, or it is watched. */
  void lookAt(Device device, long time) {
    device.look = true;
    wakes.noLaterThan(device, Math.max(device.since(), time));
  }

  /** Adds a device to those watched. */
  void keep(Device device, long time) {
    roster.put(device);
    long now = Math.max(device.since(), time);
    wakes.noLaterThan(device, device.plan().awaitedAt(device, now));
  }

  /**
   * Carries all over to a device as it is now: its values, what is tracked of it, the alarms of
   * rules that still watch it, and its parts in places that are still its own. All is looked at as
   * soon as time goes on.
   */
  Device change(Device before, Subject subject, long time, Consumer<Change> out) {
    roster.save(before);
    var device = new Device(subject, plans.device(subject), before, roster.gaps());
    places.enter(device, time);
    for (Standing one = before.first(); one != null; one = one.next) {
      switch (one) {
        case Alarm alarm -> carry(alarm, before, device, time, out);
        case Membership part -> carry(part, before, device, time);
      }
    }
    places.leave(before);
    before.due = Nanos.NEVER;
    device.look = true;
    wakes.noLaterThan(device, time);
    keep(device, time);
    return device;
  }

  /**
   * Judges the parts of a device that is new, or new in its places, before those are looked at: a
   * place counts nobody out who has not been asked.
   */
  void judgeParts(Device device, long now) {
    for (BoundMember member : device.plan().members()) {
      places.judge(device, member, now, false);
    }
  }

  private void carry(Alarm alarm, Device before, Device device, long time, Consumer<Change> out) {
    BoundRule rule = device.plan().rule(alarm.bound().rank());
    if (rule == null) {
      mover.drop(before, alarm, time, out);
      device.notBefore = before.notBefore;
    } else {
      mover.release(alarm);
      mover.carry(device, rule, alarm.state(), time);
    }
  }

  private void carry(Membership part, Device before, Device device, long time) {
    Place place = before.place(part.bound().scope());
    for (BoundMember member : device.plan().members()) {
      if (member.rank() == part.bound().rank() && device.place(member.scope()) == place) {
        places.carry(device, member, part.holds, part.until, time);
      }
    }
  }

  /** Stops watching a device. */
  void end(Device gone, long time, Consumer<Change> out) {
    gone.due = Nanos.NEVER;
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
      SlotPlan slot = device.plan().metric(readings.metric(i));
      if (slot != null && isTaken(device, slot, observedAt, taking)) {
        device.look |= !device.reported(slot.slot()); // from now on it counts in each "any"
        device.put(slot.slot(), readings.bits(i), readings.beside(i), observedAt);
        slot.take(device, candidates, together);
        touched |= slot.bit();
      }
    }
    if (together.size() > 0) {
      device.plan().take(device, touched, at, together, candidates);
    }
    if (alive) {
      device.plan().hear(device, at, candidates);
      device.hear(at);
    }
    device.collect(touched, alive, candidates);
    if (device.look) {
      device.collectDue(at, candidates); // what was to be looked at soon is looked at now
    }
    for (int i = 0; i < candidates.size(); i++) {
      look(device, candidates.get(i), at, false, out);
    }
    if (taking != Taking.IN_ORDER) {
      takeBelated(device, readings, observedAt, taking, at, out);
    }
  }

  private static boolean isTaken(Device device, SlotPlan slot, long observedAt, Taking taking) {
    return taking.isOfNow() && !device.isOutOfOrder(slot.slot(), observedAt);
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
      SlotPlan slot = device.plan().metric(readings.metric(i));
      if (slot != null && !isTaken(device, slot, observedAt, taking)) {
        belated.put(device, slot, readings.bits(i), readings.beside(i), observedAt);
      }
    }
    if (belated.isEmpty()) {
      return;
    }
    Instant observed = Nanos.instant(observedAt);
    Consumer<Change> told = change -> out.accept(change.observed(observed));
    if (taking == Taking.BYGONE) {
      belated.tell(device, rule -> mover.tell(device, rule, at, told));
    } else {
      belated.judge(device, bound -> look(device, bound, at, false, told));
    }
  }

  /** A subject is due: lets it be judged by what time may move. */
  void wake(Watched watched, long at, Consumer<Change> out) {
    candidates.clear();
    watched.collectDue(at, candidates);
    for (int i = 0; i < candidates.size(); i++) {
      look(watched, candidates.get(i), at, true, out);
    }
  }

  private void look(Watched watched, Bound bound, long at, boolean woken, Consumer<Change> out) {
    switch (bound) {
      case BoundRule rule -> mover.move(watched, rule, at, out);
      case BoundMember member -> places.judge((Device) watched, member, at, woken);
    }
  }
}
