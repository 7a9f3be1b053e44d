package io.fengsui.hub.rules;

import io.fengsui.rules.definition.Problem;
import java.util.List;

/**
 * What a change of the rules does, or would.
 *
 * @param version that is in force now
 * @param inForce whether all lanes run by it already; they do soon
 * @param rules how many there are then
 * @param clears alarms that come down by it, at most {@value #MOST} of them
 * @param clearsInAll how many come down
 * @param warnings what is odd in the files and no mistake
 */
public record RulePlan(
    int version,
    boolean dryRun,
    boolean inForce,
    int rules,
    RuleDifference difference,
    List<Up> clears,
    long clearsInAll,
    List<Problem> warnings) {
  static final int MOST = 50;

  /** An alarm that is up. */
  public record Up(String rule, String subject) {}

  public RulePlan {
    clears = List.copyOf(clears);
    warnings = List.copyOf(warnings);
  }
}
