package io.fengsui.rules.evaluation;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What must be true besides a level's condition; looked at only when that holds. */
@FunctionalInterface
public interface Guard {

  /**
   * Whether it holds; unknown if a value that it needs is missing or of another kind.
   *
   * @param latest a device's latest values by metric; null for what is not known
   */
  Verdict holds(Function<String, @Nullable Object> latest);
}
