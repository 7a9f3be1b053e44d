package io.fengsui.hub.dispatch.desk;

import io.fengsui.hub.audit.Actor;

/**
 * Who takes a step.
 *
 * @param admin may act on a task that somebody else accepted
 */
public record Officer(Actor actor, boolean admin) {

  /** Name of the account. */
  public String account() {
    return actor.name();
  }
}
