package io.fengsui.simulator.bench.rules;

import dev.cel.common.CelException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Others take in the same messages, for the same thresholds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OtherWork {
  private static final int MESSAGES = 1000;

  /** {@code naive} or {@code cel}. */
  @Param("naive")
  public String who = "naive";

  /** How many rules. */
  @Param("150")
  public int rules;

  private District district = new District(1, 0);
  private ThresholdLoop loop = new ThresholdLoop(List.of());
  private Message[] messages = {};

  /** JMH calls it first: each device was heard. */
  @Setup(Level.Trial)
  public void settle() throws CelException {
    district = new District(5, 1000);
    var all = RuleMix.thresholds(rules);
    loop = new ThresholdLoop(who.equals("cel") ? Threshold.inCel(all) : Threshold.inJava(all));
    for (int i = 0; i < District.DEVICES / MESSAGES; i++) {
      next();
      take();
    }
  }

  /** JMH calls it before each measured call. */
  @Setup(Level.Invocation)
  public void next() {
    messages = district.messages(MESSAGES);
  }

  /** What is measured. */
  @Benchmark
  public long other(Spent spent) {
    spent.begin();
    take();
    spent.end(MESSAGES * 5);
    return loop.changes();
  }

  private void take() {
    for (Message message : messages) {
      loop.accept(message);
    }
  }
}
