package io.fengsui.hub.dispatch;

import io.fengsui.hub.event.Audience;

/** A way to hand events to those who act on them. */
public interface Channel extends Audience {

  /**
   * Hands one revision over. Called on a virtual thread of the channel's worker; may block, but
   * must know a time limit of its own. The same notification comes again after a {@link
   * Delivery.Retry}, an exception or a crash: the receiver is to know it by event and revision. A
   * later revision of the event comes only after this one was delivered or refused.
   */
  Delivery deliver(Notification notification) throws InterruptedException;

  /** How many notifications, of different events, may be delivered at the same time. */
  int parallelism();
}
