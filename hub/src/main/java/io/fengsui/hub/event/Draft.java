package io.fengsui.hub.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next revision of an event while it is made: all as before but for the number of the revision,
 * until said otherwise. See {@link GovernanceEvent} for the fields.
 */
final class Draft {
  private final GovernanceEvent before;
  String id;
  String subjectName;
  @Nullable String parent;
  Label title;
  Label advice;
  String category;
  Severity severity;
  boolean makesTask;
  boolean secondary;
  @Nullable String primaryEvent;
  @Nullable String continues;
  EventState state;
  boolean active;
  int revision;
  int recurrences;
  String occurrence;
  Instant raisedAt;
  Instant lastRaisedAt;
  @Nullable Instant escalatedAt;
  @Nullable Instant clearedAt;
  @Nullable Instant closedAt;
  Scene place;
  List<Evidence> evidence;
  @Nullable Mark mark;
  boolean wouldTask;
  @Nullable Instant observedAt;

  Draft(GovernanceEvent before) {
    this.before = before;
    this.id = before.id();
    this.subjectName = before.subjectName();
    this.parent = before.parent();
    this.title = before.title();
    this.advice = before.advice();
    this.category = before.category();
    this.severity = before.severity();
    this.makesTask = before.makesTask();
    this.secondary = before.secondary();
    this.primaryEvent = before.primaryEvent();
    this.continues = before.continues();
    this.state = before.state();
    this.active = before.active();
    this.revision = before.revision() + 1;
    this.recurrences = before.recurrences();
    this.occurrence = before.occurrence();
    this.raisedAt = before.raisedAt();
    this.lastRaisedAt = before.lastRaisedAt();
    this.escalatedAt = before.escalatedAt();
    this.clearedAt = before.clearedAt();
    this.closedAt = before.closedAt();
    this.place = before.place();
    this.evidence = before.evidence();
    this.mark = before.mark();
    this.wouldTask = before.wouldTask();
    this.observedAt = before.observedAt();
  }

  GovernanceEvent event() {
    return new GovernanceEvent(
        id,
        before.rule(),
        before.lane(),
        before.subject(),
        subjectName,
        parent,
        title,
        advice,
        before.categoryScheme(),
        category,
        severity,
        makesTask,
        secondary,
        primaryEvent,
        continues,
        state,
        active,
        revision,
        recurrences,
        occurrence,
        raisedAt,
        lastRaisedAt,
        escalatedAt,
        clearedAt,
        closedAt,
        place,
        evidence,
        mark,
        before.silence(),
        wouldTask,
        observedAt);
  }
}
