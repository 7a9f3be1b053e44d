package io.fengsui.rules;

import io.fengsui.rules.evaluation.Bound;
import io.fengsui.rules.evaluation.Nanos;
import org.jspecify.annotations.Nullable;

/** Where one subject stands with something that it is judged by; kept while it is not quiet. */
abstract sealed class Standing permits Alarm, Membership {

  /** The next of the same subject, by rank. */
  @Nullable Standing next;

  /** When time alone may move it; nanoseconds since 1970. */
  long due = Nanos.NEVER;

  /** What it is judged by. */
  abstract Bound bound();
}
