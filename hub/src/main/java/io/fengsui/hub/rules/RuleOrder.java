package io.fengsui.hub.rules;

import io.fengsui.hub.audit.Actor;
import org.jspecify.annotations.Nullable;

/**
 * How a change of the rules is wished for.
 *
 * @param reason why; may be empty when nothing is to be changed
 * @param dryRun only tells what would be
 * @param basedOn the version that the wish was made from; refused if another one is in force by
 *     now; null for any
 */
public record RuleOrder(String reason, boolean dryRun, @Nullable Integer basedOn, Actor by) {
  public RuleOrder {
    reason = reason.strip();
  }
}
