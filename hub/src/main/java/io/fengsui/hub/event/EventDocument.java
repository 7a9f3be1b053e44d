package io.fengsui.hub.event;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event as the outside sees it: the {@code data} of a CloudEvent and the body of the API. Part
 * of the documented contract ({@code docs/webhook.md}): fields are added, never renamed.
 *
 * @param colour the severity's colour: {@code red, orange, yellow, blue}
 * @param makesTask whether somebody must act on this one
 * @param primary id of the event that a secondary one follows
 * @param continues id of the closed event whose alarm grew graver and made this one
 * @param mark {@code test}, {@code bypassed} or {@code drill} for one that is not what it says
 * @param silence it says that its subject cannot be heard
 * @param observedAt when that was observed what raised it last, if it came late; else absent
 * @param devices those whose readings speak for it; the device itself, or some of the place
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
    boolean makesTask,
    boolean secondary,
    @Nullable String primary,
    @Nullable String continues,
    Instant raisedAt,
    Instant lastRaisedAt,
    @Nullable Instant escalatedAt,
    @Nullable Instant clearedAt,
    @Nullable Instant closedAt,
    int recurrences,
    Subject subject,
    Scene place,
    List<String> devices,
    List<Evidence> evidence,
    @Nullable Mark mark,
    boolean silence,
    @Nullable Instant observedAt) {

  /**
   * The device or the place.
   *
   * @param kind {@code device}, {@code pair}, {@code floor}, {@code building}, {@code community},
   *     {@code grid} or {@code link}
   */
  public record Subject(String kind, String id, String name) {

    /** What an event's subject is; only names of places have a colon. */
    static Subject of(GovernanceEvent event) {
      String id = event.subject();
      int colon = id.indexOf(':');
      return new Subject(colon < 0 ? "device" : id.substring(0, colon), id, event.subjectName());
    }
  }

  /** Describes an event at its present revision. */
  public static EventDocument of(GovernanceEvent event) {
    var subject = Subject.of(event);
    Stream<String> reporting =
        subject.kind().equals("device")
            ? Stream.of(subject.id())
            : event.evidence().stream().map(Evidence::device).filter(Objects::nonNull).distinct();
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
        event.makesTask(),
        event.secondary(),
        event.primaryEvent(),
        event.continues(),
        event.raisedAt(),
        event.lastRaisedAt(),
        event.escalatedAt(),
        event.clearedAt(),
        event.closedAt(),
        event.recurrences(),
        subject,
        event.place(),
        reporting.toList(),
        event.evidence(),
        event.mark(),
        event.silence(),
        event.observedAt());
  }
}
