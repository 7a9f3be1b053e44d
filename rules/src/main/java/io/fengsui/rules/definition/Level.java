package io.fengsui.rules.definition;

import java.time.Duration;

/**
 * One step of a rule's severity ladder.
 *
 * @param holdFor how long the condition must hold before the alarm goes up, or up to this step
 */
public record Level(Severity severity, Condition when, Duration holdFor) {
  public Level {
    if (holdFor.isNegative()) {
      throw new IllegalArgumentException("holdFor may not be negative: " + holdFor);
    }
  }
}
