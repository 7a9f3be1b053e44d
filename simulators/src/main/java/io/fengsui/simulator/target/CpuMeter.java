package io.fengsui.simulator.target;

import java.io.IOException;
import java.util.Set;

/** CPU seconds that processes took between two moments. */
public final class CpuMeter {
  private final Set<Long> pids;
  private double begin;
  private double end;

  public CpuMeter(Set<Long> pids) {
    this.pids = Set.copyOf(pids);
  }

  public void begin() throws IOException {
    begin = Processes.cpuSeconds(pids);
  }

  public void end() throws IOException {
    end = Processes.cpuSeconds(pids);
  }

  public double seconds() {
    return end - begin;
  }
}
