package io.fengsui.rules.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a device usually says nothing. */
final class Habit {

  private Habit() {}

  /** The longest of its usual spans, forgotten slowly; null until five were seen. */
  static @Nullable Double of(Past past) {
    List<Long> heard = past.heard();
    double habit = 0;
    int spans = 0;
    for (int i = 1; i < heard.size(); i++) {
      long from = heard.get(i - 1);
      long to = heard.get(i);
      if (past.gaps().stream().noneMatch(gap -> gap.to() > from && gap.from() < to)) {
        habit = Math.max((double) (to - from), habit * 0.9);
        spans++;
      }
    }
    return spans < 5 ? null : habit;
  }

  static long overdueAt(Past past, double habit, double times, boolean holding) {
    return Gap.silentAt(past.heardAt(), (long) (times * habit), holding, past.gaps());
  }
}
