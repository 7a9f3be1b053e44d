package io.fengsui.rules;

import io.fengsui.rules.definition.Scope;
import io.fengsui.rules.evaluation.Gaps;
import io.fengsui.rules.evaluation.Nanos;
import io.fengsui.rules.evaluation.Plan;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A device that is watched. */
final class Device extends Watched {

  final Subject subject;

  /** The places that it counts for. */
  private final Map<Scope, Place> places;

  Device(Subject subject, Plan plan, long since, Gaps gaps) {
    super(plan, since, gaps);
    this.subject = subject;
    this.places = plan.members().isEmpty() ? Map.of() : new EnumMap<>(Scope.class);
  }

  /** The same one as it is now; goes on with what is known of it. */
  Device(Subject subject, Plan plan, Device before, Gaps gaps) {
    this(subject, plan, before.since(), gaps);
    moveFrom(before, plan.slotsIn(before.plan));
    plan.moveMemory(before.plan, before, this);
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
    return places.get(scope);
  }

  void enter(Place place) {
    places.put(place.scope, place);
  }
}
