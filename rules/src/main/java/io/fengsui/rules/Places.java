package io.fengsui.rules;

import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.evaluation.Bound;
import io.fengsui.rules.evaluation.BoundMember;
import io.fengsui.rules.evaluation.BoundRule;
import io.fengsui.rules.evaluation.Candidates;
import io.fengsui.rules.evaluation.Joint;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.SlotPlan;
import io.fengsui.rules.evaluation.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The places that rules keep a state for, and the devices that count for them. */
final class Places {

  private final Plans plans;
  private final Roster roster;
  private final Mover mover;
  private final WakeQueue wakes;
  private final Map<String, Place> byName = new HashMap<>();
  private final List<Place> changed = new ArrayList<>();
  private final Candidates<Bound> candidates = new Candidates<>();
  private final Candidates<Joint> together = new Candidates<>();

  Places(Plans plans, Roster roster, Mover mover, WakeQueue wakes) {
    this.plans = plans;
    this.roster = roster;
    this.mover = mover;
    this.wakes = wakes;
  }

  @Nullable Place find(String name) {
    return byName.get(name);
  }

  Collection<Place> all() {
    return byName.values();
  }

  /** The place of a name; made if there is none. */
  Place place(String name, Scope scope, long since, long time) {
    Place known = byName.get(name);
    if (known == null) {
      known = new Place(name, scope, plans.place(scope), since, roster.gaps());
      byName.put(name, known);
      roster.begun(known);
      wakes.noLaterThan(known, known.plan().awaitedAt(known, Math.max(since, time)));
    }
    return known;
  }

  /** Has a place looked at as soon as time goes on. */
  void lookAt(Place place, long time) {
    place.look = true;
    wakes.noLaterThan(place, time);
  }

  /** A device is watched from now on: it may count for its places. */
  void enter(Device device, long time) {
    for (BoundMember member : device.plan().members()) {
      Optional<String> name = device.subject.group(member.scope());
      if (name.isPresent()) {
        Place place = place(name.get(), member.scope(), device.since(), time);
        device.enter(place);
        place.fit(member.slot(), 1);
        changed(place);
      }
    }
  }

  /** A device is watched no more: it counts for none of its places. */
  void leave(Device device) {
    for (Standing one = device.first(); one != null; one = one.next) {
      if (one instanceof Membership part) {
        place(device, part.bound()).cease(part);
      }
    }
    for (BoundMember member : device.plan().members()) {
      Place place = device.place(member.scope());
      if (place != null) {
        place.fit(member.slot(), -1);
        changed(place);
      }
    }
  }

  /** Goes on with a device's part; it is looked at as soon as time goes on. */
  void carry(Device device, BoundMember member, boolean holds, long until, long time) {
    if (device.place(member.scope()) != null) {
      begin(device, member, holds, until);
      device.look = true;
      wakes.noLaterThan(device, time);
    }
  }

  /**
   * Looks at whether a device counts.
   *
   * @param woken whether what is due now happens: it does so after the messages of the same instant
   */
  void judge(Device device, BoundMember member, long now, boolean woken) {
    if (device.place(member.scope()) == null) {
      return;
    }
    var part = (Membership) device.find(member.rank());
    boolean held = part != null && part.holds;
    boolean holds = member.verdict(device, held, now) == Verdict.TRUE;
    long until = held ? Nanos.plus(now, member.within()) : part == null ? now : part.until;
    if (!holds && (until < now || (until == now && (woken || held || part == null)))) {
      if (part != null) {
        device.remove(part);
        place(device, member).cease(part);
        changed(place(device, member));
      }
      if (member.stirs()) {
        wakes.noLaterThan(device, member.stirsAt(device, now));
      }
      return;
    }
    Membership counting = part == null ? begin(device, member, holds, until) : part;
    counting.holds = holds;
    counting.until = until;
    counting.due = Math.min(holds ? Nanos.NEVER : until, member.turnsAt(device, holds, now));
    wakes.noLaterThan(device, counting.due);
  }

  private Membership begin(Device device, BoundMember member, boolean holds, long until) {
    var part = new Membership(device, member, holds, until);
    device.add(part);
    place(device, member).begin(part);
    changed(place(device, member));
    return part;
  }

  private static Place place(Device device, BoundMember member) {
    Place place = device.place(member.scope());
    if (place == null) {
      throw new IllegalStateException(device.id() + " has no place per " + member.scope());
    }
    return place;
  }

  private void changed(Place place) {
    if (!place.queued) {
      place.queued = true;
      changed.add(place);
    }
  }

  /** Whether some place is to be looked at. */
  boolean areChanged() {
    return !changed.isEmpty();
  }

  /** Lets the rules look at the places whose devices have changed, in the order of names. */
  void settle(long time, Consumer<Change> out) {
    if (changed.isEmpty()) {
      return;
    }
    changed.sort(Comparator.comparing(Place::id));
    for (Place place : changed) {
      roster.save(place);
      place.queued = false;
      if (place.isEmpty()) {
        dissolve(place, time, out);
      } else {
        settle(place, time, out);
      }
    }
    changed.clear();
  }

  /** All places are as they were: knows the shares again, and lets them be tried. */
  void restored(Consumer<Place> trial, long time, Consumer<Change> out) {
    changed.clear();
    List<Place> all = new ArrayList<>(byName.values());
    all.sort(Comparator.comparing(Place::id));
    for (Place place : all) {
      place.queued = false;
      if (place.isEmpty()) {
        dissolve(place, time, out);
      } else {
        for (int at = place.put(0, time); at >= 0; at = place.put(at + 1, time)) {}
        trial.accept(place);
      }
    }
  }

  private void settle(Place place, long time, Consumer<Change> out) {
    candidates.clear();
    together.clear();
    long touched = 0;
    for (int at = place.put(0, time); at >= 0; at = place.put(at + 1, time)) {
      SlotPlan slot = place.plan().slot(at);
      slot.take(place, candidates, together);
      touched |= slot.bit();
    }
    place.plan().take(place, touched, time, together, candidates);
    place.collect(touched, false, candidates);
    for (int i = 0; i < candidates.size(); i++) {
      mover.move(place, (BoundRule) candidates.get(i), time, out);
    }
  }

  /** Nobody is left who could say that its alarms are over. */
  private void dissolve(Place place, long time, Consumer<Change> out) {
    byName.remove(place.id());
    place.due = Nanos.NEVER;
    for (Standing one = place.first(); one != null; one = one.next) {
      mover.drop(place, (Alarm) one, time, out);
    }
  }
}
