package io.fengsui.rules.evaluation;

import io.fengsui.rules.definition.Level;
import io.fengsui.rules.definition.Rule;
import java.util.List;

/** The spans of a rule that its alarms go by, in nanoseconds. */
public final class Ladder {

  private final long[] holdFor;
  private final long keepFor;
  private final long keepForWhileFlapping;

  private Ladder(long[] holdFor, long keepFor, long keepForWhileFlapping) {
    this.holdFor = holdFor;
    this.keepFor = keepFor;
    this.keepForWhileFlapping = keepForWhileFlapping;
  }

  /** Of a rule, with these levels. */
  public static Ladder of(Rule rule, List<Level> levels) {
    long keepFor = Nanos.of(rule.keepFor());
    return new Ladder(
        levels.stream().mapToLong(level -> Nanos.of(level.holdFor())).toArray(),
        keepFor,
        rule.flapping().map(f -> Math.max(keepFor, Nanos.of(f.within()))).orElse(keepFor));
  }

  /** How many levels there are. */
  int levels() {
    return holdFor.length;
  }

  /** When a level that has held since a time has held for long enough. */
  long heldAt(int level, long since) {
    return Nanos.plus(since, holdFor[level]);
  }

  /** When an alarm whose condition was over at a time comes down. */
  long overAt(long over, boolean flapping) {
    return Nanos.plus(over, flapping ? keepForWhileFlapping : keepFor);
  }
}
