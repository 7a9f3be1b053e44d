package io.fengsui.hub.link;

import io.fengsui.hub.problem.Sentence;
import java.time.Instant;

/**
 * How a link is.
 *
 * @param detail one sentence for operators
 * @param since when it came into this state
 */
public record LinkStatus(
    String name, String protocol, State state, Sentence detail, Instant since) {

  /** A link's states. */
  public enum State {
    /** Begun, does not serve yet. */
    STARTING,
    /** Serves. */
    RUNNING,
    /** Failed; is started again after a pause. */
    BACKING_OFF,
    /** Ended and not started again. */
    STOPPED
  }
}
