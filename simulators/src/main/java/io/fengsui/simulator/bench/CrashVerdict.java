package io.fengsui.simulator.bench;

import java.util.List;

/**
 * What a crash test found.
 *
 * @param acknowledged messages that the hub acknowledged
 * @param alarms of them, those that must have become exactly one event with one task
 * @param lost acknowledged messages without a trace or without their effect
 * @param doubled effects that exist more than once
 * @param uncalledFor events of devices that gave no cause
 * @param differences what exactly, at most twenty sentences
 */
public record CrashVerdict(
    long acknowledged,
    int alarms,
    int lost,
    int doubled,
    int uncalledFor,
    List<String> differences) {
  public CrashVerdict {
    differences = List.copyOf(differences);
  }

  /** True if nothing was lost, doubled or made up. */
  public boolean clean() {
    return lost + doubled + uncalledFor == 0;
  }
}
