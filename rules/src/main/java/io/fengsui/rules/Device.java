package io.fengsui.rules;

import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.evaluation.Gaps;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.Plan;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A device that is watched. */
final class Device extends Watched {

  private static final Place[] NONE = {};

  Subject subject;

  /** The places that it counts for, one a scope. */
  private Place[] places = NONE;

  Device(Subject subject, Plan plan, long since, Gaps gaps) {
    super(plan, since, gaps);
    this.subject = subject;
  }

  /** The same one as it is now; goes on with what is known of it. */
  Device(Subject subject, Plan plan, Device before, Gaps gaps) {
    this(subject, plan, before.since(), gaps);
    moveFrom(before);
    notBefore = before.notBefore;
  }

  @Override
  String id() {
    return subject.id();
  }

  @Override
  protected long silentAfter() {
    return Nanos.of(subject.silentAfter());
  }

  /** Its place of a scope; null if it counts for none. */
  @Nullable Place place(Scope scope) {
    for (Place place : places) {
      if (place.scope == scope) {
        return place;
      }
    }
    return null;
  }

  void enter(Place place) {
    if (places.length == 0) {
      places = place.alone();
    } else if (place(place.scope) == null) {
      places = Arrays.copyOf(places, places.length + 1);
      places[places.length - 1] = place;
    }
  }
}
