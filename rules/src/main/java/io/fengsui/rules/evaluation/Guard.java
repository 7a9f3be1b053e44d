package io.fengsui.rules.evaluation;

import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a rule asks for beyond its conditions; looked at only when one of them holds. */
public interface Guard {

  /** The metrics that it looks at. */
  Set<String> metrics();

  /**
   * Whether it lets an alarm go up. Never throws: what cannot be told is {@link Verdict#UNKNOWN}.
   *
   * @param latest gives the latest value of each of its metrics, null while unknown; each a {@link
   *     Double}, {@link Boolean}, {@link String} or {@link io.fengsui.rules.Position}
   */
  Verdict holds(Function<String, @Nullable Object> latest);
}
