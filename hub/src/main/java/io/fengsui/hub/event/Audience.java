package io.fengsui.hub.event;

/** Somebody who must hear of events. For what it wants, an outbox row is written with the event. */
public interface Audience {

  /** The channel's name: the outbox column, the metric tag and the log field. */
  String name();

  /**
   * Whether this revision is to be handed over. Asked inside the event's transaction: must not
   * block.
   */
  boolean wants(EventRevision revision);
}
