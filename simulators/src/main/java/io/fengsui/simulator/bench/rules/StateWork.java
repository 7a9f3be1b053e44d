package io.fengsui.simulator.bench.rules;

import io.fengsui.rules.Capture;
import io.fengsui.rules.RuleEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the state of a district takes: in memory, to be copied, and to be read back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class StateWork {
  private static final int MESSAGES = 1000;
  private static final int SLICE = 1000;
  private static final String FILLER = "[Ljdk.internal.vm.Filler";

  private final RuleEngine engine = new RuleEngine(RuleMix.mix(200));
  private byte[] snapshot = {};
  private long heap;

  /** What JMH reports besides. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Size {
    /** Heap that the engine takes, in bytes. */
    public long heap;

    /** Length of a snapshot in bytes. */
    public long size;
  }

  /** JMH calls it first: each device was heard often, some have an alarm. */
  @Setup(Level.Trial)
  public void settle() throws IOException {
    var district = new District(5, 1000);
    long before = live();
    for (int i = 0; i < 20 * District.DEVICES / MESSAGES; i++) {
      for (Message message : district.messages(MESSAGES)) {
        engine.accept(
            message.device(), message.at(), message.readings(), message.at(), true, _ -> {});
      }
    }
    heap = live() - before;
    snapshot = copied();
  }

  /** Copies all state in slices, as the hub does, and writes it out. */
  @Benchmark
  public byte[] snapshot(Size size) throws IOException {
    size.heap = heap;
    size.size = snapshot.length;
    return copied();
  }

  /** Goes on from a snapshot. */
  @Benchmark
  public RuleEngine restore() throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(snapshot));
    return RuleEngine.restore(RuleMix.mix(200), in, _ -> {});
  }

  private byte[] copied() throws IOException {
    Capture copy = engine.capture();
    while (!copy.step(SLICE)) {
      // as the hub does between messages
    }
    var bytes = new ByteArrayOutputStream(snapshot.length);
    copy.writeTo(bytes);
    return bytes.toByteArray();
  }

  /**
   * What is reachable; more exact than the use of the heap, which holds some garbage. What the
   * collector fills gaps with is no object.
   */
  private static long live() {
    var server = ManagementFactory.getPlatformMBeanServer();
    try {
      var commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
      Object[] none = {new String[0]};
      String[] types = {String[].class.getName()};
      String histogram = (String) server.invoke(commands, "gcClassHistogram", none, types);
      return histogram
          .lines()
          .map(line -> line.trim().split(" +"))
          .filter(row -> row[0].endsWith(":") && !row[3].startsWith(FILLER))
          .mapToLong(row -> Long.parseLong(row[2]))
          .sum();
    } catch (JMException e) {
      throw new IllegalStateException("the heap cannot be counted", e);
    }
  }
}
