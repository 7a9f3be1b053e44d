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
 * @param subject id of the device, or the name of a place such as {@code building:330106001/3}
 * @param parent id of the gateway, recorder or loop that the device hangs on; null if none
 * @param category code in the scheme {@code categoryScheme}
 * @param severity the gravest it has been; never less grave later
 * @param makesTask whether an officer must act
 * @param secondary it only follows another alarm, as it said when it was raised
 * @param primaryEvent id of the event that it follows, whose officer comes for both; null if none
 *     was there
 * @param continues id of the closed event whose alarm grew graver and made this one; null for most
 * @param active whether the condition still holds
 * @param revision 1 when raised, one more with each change
 * @param recurrences how often the condition came back while the incident was open
 * @param occurrence id of the latest occurrence
 * @param escalatedAt when it last became graver; null if it never did
 * @param clearedAt when the latest occurrence was over; null while active
 * @param closedAt when it was resolved or rejected; null while open
 * @param evidence readings of the latest change of the alarm, each with its device
 * @param mark why it is not what it says; null for most
 * @param silence it says that the hub cannot hear its subject
 * @param wouldTask somebody would have to act, were it not put aside or folded
 * @param observedAt when that was observed what raised it last, if it came late; null for most
 */
public record GovernanceEvent(
    String id,
    String rule,
    String lane,
    String subject,
    String subjectName,
    @Nullable String parent,
    Label title,
    Label advice,
    String categoryScheme,
    String category,
    Severity severity,
    boolean makesTask,
    boolean secondary,
    @Nullable String primaryEvent,
    @Nullable String continues,
    EventState state,
    boolean active,
    int revision,
    int recurrences,
    String occurrence,
    Instant raisedAt,
    Instant lastRaisedAt,
    @Nullable Instant escalatedAt,
    @Nullable Instant clearedAt,
    @Nullable Instant closedAt,
    Scene place,
    List<Evidence> evidence,
    @Nullable Mark mark,
    boolean silence,
    boolean wouldTask,
    @Nullable Instant observedAt) {

  /** The hub's own category codes and their version. */
  public static final String CATEGORY_SCHEME = "fengsui-1";

  public GovernanceEvent {
    evidence = evidence.stream().map(reading -> reading.orOf(subject)).toList();
  }

  /**
   * The first revision of a new incident.
   *
   * @param primary id of the event that it follows; null if it stands for itself
   */
  static GovernanceEvent raised(Lane lane, Alarm.Raised alarm, @Nullable String primary) {
    String id = alarm.occurrence();
    Mark mark = alarm.circumstances().mark();
    boolean aside = mark != null && mark.putsAside();
    return new GovernanceEvent(
        id,
        alarm.rule(),
        lane.key(),
        alarm.subject(),
        alarm.subjectName(),
        alarm.parent(),
        alarm.title(),
        alarm.advice(),
        CATEGORY_SCHEME,
        alarm.category(),
        alarm.severity(),
        alarm.makesTask() && primary == null && !aside,
        alarm.secondary(),
        primary,
        null,
        aside ? EventState.REJECTED : EventState.RAISED,
        true,
        1,
        0,
        id,
        alarm.at(),
        alarm.at(),
        null,
        null,
        aside ? alarm.at() : null,
        alarm.place(),
        alarm.evidence(),
        mark,
        alarm.circumstances().silence(),
        alarm.makesTask(),
        alarm.circumstances().observedAt());
  }

  /**
   * The condition came back while the incident is open: what is known of it now is the latest. Who
   * once stood for itself does so to the end.
   *
   * @param primary id of the event that it follows; null if it stands for itself
   */
  GovernanceEvent again(Alarm.Raised alarm, @Nullable String primary) {
    boolean follows = primaryEvent != null && primary != null;
    var next = new Draft(this);
    next.subjectName = alarm.subjectName();
    next.parent = alarm.parent();
    next.title = alarm.title();
    next.advice = alarm.advice();
    next.category = alarm.category();
    next.severity = severity.gravest(alarm.severity());
    next.makesTask = makesTask || (alarm.makesTask() && !follows);
    next.secondary = secondary && alarm.secondary();
    next.primaryEvent = follows ? primary : null;
    next.active = true;
    next.recurrences = recurrences + 1;
    next.occurrence = alarm.occurrence();
    next.lastRaisedAt = alarm.at();
    next.clearedAt = null;
    next.place = alarm.place();
    next.evidence = alarm.evidence();
    next.wouldTask = wouldTask || alarm.makesTask();
    next.observedAt = alarm.circumstances().observedAt();
    return next.event();
  }

  /** Whether the hub itself found it, not a rule. No rule's id has a dot. */
  public boolean isOfHub() {
    return rule.startsWith(Alarm.OF_HUB);
  }

  /** Whether nobody was sent only because it was put aside or folded. */
  boolean isPutAside() {
    return (mark != null && mark.putsAside()) || (primaryEvent != null && !makesTask);
  }

  /** It counts from now on, under another name of its occurrence. */
  GovernanceEvent stands(String name, boolean asks, Instant at) {
    var next = new Draft(this);
    next.primaryEvent = null;
    next.makesTask = makesTask || asks;
    next.wouldTask = wouldTask || asks;
    next.active = true;
    next.clearedAt = null;
    next.occurrence = name;
    next.lastRaisedAt = at;
    return next.event();
  }

  /** The first revision of the incident that a closed one becomes that counts from now on. */
  GovernanceEvent standing(String name, Instant at) {
    var next = new Draft(this);
    next.id = name;
    next.occurrence = name;
    next.continues = id;
    next.mark = null;
    next.makesTask = wouldTask;
    next.primaryEvent = null;
    next.state = EventState.RAISED;
    next.revision = 1;
    next.recurrences = 0;
    next.raisedAt = at;
    next.lastRaisedAt = at;
    next.closedAt = null;
    return next.event();
  }

  /**
   * Its subject is heard through another one that is silent too: that one's event stands for it.
   */
  GovernanceEvent folded(String primary) {
    var next = new Draft(this);
    next.primaryEvent = primary;
    next.makesTask = false;
    return next.event();
  }

  /** It became graver while it is put aside; it asks for nobody. */
  GovernanceEvent escalatedAside(Alarm.Escalated alarm) {
    var next = new Draft(this);
    next.severity = alarm.severity();
    next.wouldTask = wouldTask || alarm.makesTask();
    next.escalatedAt = alarm.at();
    next.evidence = alarm.evidence();
    return next.event();
  }

  /** It became graver. What grows by itself asks for an officer by itself, also if it follows. */
  GovernanceEvent escalated(Alarm.Escalated alarm) {
    var next = new Draft(this);
    next.severity = alarm.severity();
    next.makesTask = makesTask || alarm.makesTask();
    next.escalatedAt = alarm.at();
    next.evidence = alarm.evidence();
    return next.event();
  }

  /**
   * The first revision of the incident that a closed one becomes when its alarm grows graver.
   *
   * @param newId of the new incident, and its occurrence
   * @param holds whether the condition still holds
   */
  GovernanceEvent continued(Alarm.Escalated alarm, String newId, boolean holds) {
    var next = new Draft(this);
    next.id = newId;
    next.occurrence = newId;
    next.continues = id;
    next.severity = alarm.severity();
    next.makesTask = makesTask || alarm.makesTask();
    next.secondary = false;
    next.primaryEvent = null;
    next.state = EventState.RAISED;
    next.active = holds;
    next.revision = 1;
    next.recurrences = 0;
    next.raisedAt = alarm.at();
    next.lastRaisedAt = alarm.at();
    next.escalatedAt = alarm.at();
    next.clearedAt = holds ? null : clearedAt;
    next.closedAt = null;
    next.evidence = alarm.evidence();
    return next.event();
  }

  /** The condition is over. An incident that asks nothing of anybody is resolved by that. */
  GovernanceEvent cleared(Instant at) {
    var next = new Draft(this);
    next.active = false;
    next.clearedAt = at;
    if (!makesTask && !state.closed()) {
      next.state = EventState.RESOLVED;
      next.closedAt = at;
    }
    return next.event();
  }

  /** A person moved it on. */
  GovernanceEvent moved(EventState to, Instant at) {
    var next = new Draft(this);
    next.state = to;
    next.closedAt = to.closed() ? at : null;
    return next.event();
  }
}
