package io.fengsui.simulator.bench;

import java.util.ArrayList;
import java.util.List;

/** Gathers what a check finds wrong. */
final class Findings {
  private static final int TOLD = 20;
  private final List<String> differences = new ArrayList<>();
  private int lost;
  private int doubled;
  private int uncalledFor;

  void lost(String what) {
    lost++;
    tell("lost: " + what);
  }

  void doubled(String what) {
    doubled++;
    tell("doubled: " + what);
  }

  void uncalledFor(String what) {
    uncalledFor++;
    tell("uncalled for: " + what);
  }

  CrashVerdict verdict(CrashBook book) {
    return new CrashVerdict(
        book.size(), book.alarms().size(), lost, doubled, uncalledFor, differences);
  }

  private void tell(String difference) {
    if (differences.size() < TOLD) {
      differences.add(difference);
    }
  }
}
