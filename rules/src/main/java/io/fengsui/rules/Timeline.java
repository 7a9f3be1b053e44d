package io.fengsui.rules;

import io.fengsui.rules.evaluation.Nanos;
import java.util.function.Consumer;

/**
 * How far an engine's time has gone, and what falls due on the way. At any one time devices come
 * before places, and each place comes once, when all of its devices have. Times in nanoseconds
 * since 1970.
 */
final class Timeline {

  private final WakeQueue wakes;
  private final Roster roster;
  private final Intake intake;
  private final Places places;
  private long now = Long.MIN_VALUE;

  Timeline(WakeQueue wakes, Roster roster, Intake intake, Places places) {
    this.wakes = wakes;
    this.roster = roster;
    this.intake = intake;
    this.places = places;
  }

  long now() {
    return now;
  }

  void set(long time) {
    now = time;
  }

  /** When something may fall due next; {@link Nanos#NEVER} if nothing can. */
  long nextWake() {
    Watched first = wakes.first();
    return first == null ? Nanos.NEVER : first.due;
  }

  /** Lets happen what is due before {@code at}; answers the time it is then. */
  long advance(long at, Consumer<Change> out) {
    if (nextWake() < at) {
      wakeThrough(at - 1, out);
    }
    now = Math.max(now, at);
    return now;
  }

  /** Lets happen what is due up to and including {@code through}. */
  void wakeThrough(long through, Consumer<Change> out) {
    for (Watched due = wakes.first();
        mustSettle() || (due != null && due.due <= through);
        due = wakes.first()) {
      if (due == null || (mustSettle() && (due.due > now || due instanceof Place))) {
        places.settle(now, out);
      } else {
        now = Math.max(now, due.due);
        wake(due, out);
      }
    }
    now = Math.max(now, through);
  }

  /** Has places looked at whose devices have changed. */
  void settle(Consumer<Change> out) {
    if (mustSettle()) {
      places.settle(now, out);
    }
  }

  /** Not before time has begun. */
  private boolean mustSettle() {
    return places.areChanged() && now != Long.MIN_VALUE;
  }

  private void wake(Watched due, Consumer<Change> out) {
    wakes.pop();
    roster.save(due);
    due.due = Long.MIN_VALUE; // whatever comes next is found below
    intake.wake(due, now, out);
    due.due = Nanos.NEVER;
    wakes.noLaterThan(due, due.nextDue(now));
  }
}
