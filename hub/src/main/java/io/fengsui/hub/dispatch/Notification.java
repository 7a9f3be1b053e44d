package io.fengsui.hub.dispatch;

import java.time.Instant;

/**
 * One revision of one event for one channel.
 *
 * @param id of the outbox row
 * @param event the event's id
 * @param type for instance {@code io.fengsui.event.raised}
 * @param at when it happened, engine time
 * @param data the event as a JSON object, see {@link io.fengsui.hub.event.EventDocument}
 * @param attempt 1 for the first
 */
public record Notification(
    long id, String event, int revision, String type, Instant at, String data, int attempt) {

  /** The same for every attempt, different for every revision. */
  public String key() {
    return event + "." + revision;
  }
}
