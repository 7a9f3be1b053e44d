package io.fengsui.rules;

import io.fengsui.rules.definition.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * An alarm that is not quiet.
 *
 * @param subject a device's id or a place's name
 * @param since when it came to stand there; for one that is up, since when its condition held
 * @param severity of one that is up
 */
public record Stirred(
    String subject, Explanation.Standing standing, Instant since, Optional<Severity> severity) {

  /**
   * How many alarms of a rule are not quiet.
   *
   * @param pending wait to go up
   * @param up are up, or fade
   */
  public record Counts(int pending, int up) {}
}
