package io.fengsui.hub.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as the outside sees it: the {@code data} of a CloudEvent and the body of the API. Part
 * of the documented contract ({@code docs/webhook.md}): fields are added, never renamed.
 *
 * @param colour the severity's colour: {@code red, orange, yellow, blue}
 */
public record EventDocument(
    String id,
    int revision,
    String rule,
    Label title,
    Label advice,
    String categoryScheme,
    String category,
    Severity severity,
    String colour,
    EventState state,
    boolean active,
    Instant raisedAt,
    Instant lastRaisedAt,
    @Nullable Instant clearedAt,
    @Nullable Instant closedAt,
    int recurrences,
    Subject subject,
    Scene place,
    List<Evidence> evidence) {

  /** The device. */
  public record Subject(String id, String name) {}

  /** Describes an event at its present revision. */
  public static EventDocument of(GovernanceEvent event) {
    return new EventDocument(
        event.id(),
        event.revision(),
        event.rule(),
        event.title(),
        event.advice(),
        event.categoryScheme(),
        event.category(),
        event.severity(),
        event.severity().colour(),
        event.state(),
        event.active(),
        event.raisedAt(),
        event.lastRaisedAt(),
        event.clearedAt(),
        event.closedAt(),
        event.recurrences(),
        new Subject(event.subject(), event.subjectName()),
        event.place(),
        event.evidence());
  }
}
