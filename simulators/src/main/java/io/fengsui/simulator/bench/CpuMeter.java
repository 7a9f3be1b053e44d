package io.fengsui.simulator.bench;

import java.io.IOException;
import java.util.Set;

/** CPU seconds that processes took between two moments. */
final class CpuMeter {
  private final Set<Long> pids;
  private double begin;
  private double end;

  CpuMeter(Set<Long> pids) {
    this.pids = Set.copyOf(pids);
  }

  void begin() throws IOException {
    begin = Processes.cpuSeconds(pids);
  }

  void end() throws IOException {
    end = Processes.cpuSeconds(pids);
  }

  double seconds() {
    return end - begin;
  }
}
