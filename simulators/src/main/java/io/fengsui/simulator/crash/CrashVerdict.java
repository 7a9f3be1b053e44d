package io.fengsui.simulator.crash;

import java.util.List;

/**
 * What a campaign found.
 *
 * @param acknowledged messages that were acknowledged to a device
 * @param changes of them, those that raised or cleared an alarm
 * @param forgiven readings that the broker acknowledged and may itself have lost when it was killed
 * @param lost acknowledged messages without a trace or without their effect
 * @param doubled effects that exist more than once
 * @param uncalledFor effects that nothing called for
 * @param perSecond messages acknowledged in a second while no fault lasted
 * @param differences what exactly, the earliest first, at most twenty sentences
 */
public record CrashVerdict(
    long acknowledged,
    long changes,
    long forgiven,
    int lost,
    int doubled,
    int uncalledFor,
    double perSecond,
    List<String> differences) {
  public CrashVerdict {
    differences = List.copyOf(differences);
  }

  /** True if nothing was lost, doubled or made up. */
  public boolean clean() {
    return lost + doubled + uncalledFor == 0;
  }
}
