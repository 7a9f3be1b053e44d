package io.fengsui.simulator.bench.rules;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the measuring thread spent, of processor and of memory; JMH reports the fields. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Spent {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Nanoseconds of CPU. */
  public long cpu;

  /** Bytes allocated. */
  public long bytes;

  /** What they were spent on. */
  public long samples;

  private long cpuBefore;
  private long bytesBefore;

  /** JMH calls it before each iteration. */
  @Setup(Level.Iteration)
  public void clear() {
    cpu = 0;
    bytes = 0;
    samples = 0;
  }

  void begin() {
    bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
    cpuBefore = THREADS.getCurrentThreadCpuTime();
  }

  void end(int samples) {
    cpu += THREADS.getCurrentThreadCpuTime() - cpuBefore;
    bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
    this.samples += samples;
  }
}
