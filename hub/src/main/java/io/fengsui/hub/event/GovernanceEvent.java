package io.fengsui.hub.event;

import io.fengsui.hub.bus.Lane;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One incident at one revision; the row of table {@code event}.
 *
 * @param id id of its first occurrence
 * @param lane key of the bus lane it came by
 * @param subject id of the device
 * @param category code in the scheme {@code categoryScheme}
 * @param makesTask whether an officer must act
 * @param active whether the condition still holds
 * @param revision 1 when raised, one more with each change
 * @param recurrences how often the condition came back while the incident was open
 * @param occurrence id of the latest occurrence
 * @param clearedAt when the latest occurrence was over; null while active
 * @param closedAt when it was resolved or rejected; null while open
 * @param evidence readings of the latest occurrence
 */
public record GovernanceEvent(
    String id,
    String rule,
    String lane,
    String subject,
    String subjectName,
    Label title,
    Label advice,
    String categoryScheme,
    String category,
    Severity severity,
    boolean makesTask,
    EventState state,
    boolean active,
    int revision,
    int recurrences,
    String occurrence,
    Instant raisedAt,
    Instant lastRaisedAt,
    @Nullable Instant clearedAt,
    @Nullable Instant closedAt,
    Scene place,
    List<Evidence> evidence) {

  /** The hub's own category codes and their version. */
  public static final String CATEGORY_SCHEME = "fengsui-1";

  public GovernanceEvent {
    evidence = List.copyOf(evidence);
  }

  /** The first revision of a new incident. */
  static GovernanceEvent raised(Lane lane, Alarm.Raised alarm) {
    String id = alarm.occurrence();
    return new GovernanceEvent(
        id,
        alarm.rule(),
        lane.key(),
        alarm.subject(),
        alarm.subjectName(),
        alarm.title(),
        alarm.advice(),
        CATEGORY_SCHEME,
        alarm.category(),
        alarm.severity(),
        alarm.makesTask(),
        EventState.RAISED,
        true,
        1,
        0,
        id,
        alarm.at(),
        alarm.at(),
        null,
        null,
        alarm.place(),
        alarm.evidence());
  }

  /** The condition came back while the incident is open: what is known of it now is the latest. */
  GovernanceEvent again(Alarm.Raised alarm) {
    return new GovernanceEvent(
        id,
        rule,
        lane,
        subject,
        alarm.subjectName(),
        alarm.title(),
        alarm.advice(),
        categoryScheme,
        alarm.category(),
        alarm.severity(),
        makesTask || alarm.makesTask(),
        state,
        true,
        revision + 1,
        recurrences + 1,
        alarm.occurrence(),
        raisedAt,
        alarm.at(),
        null,
        null,
        alarm.place(),
        alarm.evidence());
  }

  /** The condition is over. An incident that asks nothing of anybody is resolved by that. */
  GovernanceEvent cleared(Instant at) {
    boolean resolves = !makesTask && !state.closed();
    return with(resolves ? EventState.RESOLVED : state, false, at, resolves ? at : closedAt);
  }

  /** A person moved it on. */
  GovernanceEvent moved(EventState to, Instant at) {
    return with(to, active, clearedAt, to.closed() ? at : null);
  }

  private GovernanceEvent with(
      EventState newState, boolean holds, @Nullable Instant cleared, @Nullable Instant closed) {
    return new GovernanceEvent(
        id,
        rule,
        lane,
        subject,
        subjectName,
        title,
        advice,
        categoryScheme,
        category,
        severity,
        makesTask,
        newState,
        holds,
        revision + 1,
        recurrences,
        occurrence,
        raisedAt,
        lastRaisedAt,
        cleared,
        closed,
        place,
        evidence);
  }
}
