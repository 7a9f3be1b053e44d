package io.fengsui.rules;

import static io.fengsui.rules.Watch.above;
import static io.fengsui.rules.Watch.is;
import static io.fengsui.rules.Watch.rule;
import static io.fengsui.rules.Watch.silentByClass;

import io.fengsui.rules.definition.Rule;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long copying the state of 100,000 devices stops the rules: a main to run by hand on a quiet
 * machine. One line a figure; the worst of each round, since it is the worst that an alarm meets.
 */
final class CaptureBench {
  private static final int DEVICES = 100_000;
  private static final int ROUNDS = 12;
  private static final int SLICE = 2000;
  private static final int BATCH = 2000;

  private CaptureBench() {}

  public static void main(String[] arguments) throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < 198; i++) {
      rules.add(rule("hot-" + i, above("temperature", 40 + i), 10, 60));
    }
    rules.add(rule("smoke", is("smoke", true), 0, 60));
    rules.add(rule("silent", silentByClass()));
    var engine = new RuleEngine(rules);
    long second = speak(engine, 0, DEVICES);

    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      Capture copy = engine.capture();
      long begin = System.nanoTime() - began;
      long slice = 0;
      long batch = 0;
      boolean whole = false;
      while (!whole) {
        long at = System.nanoTime();
        whole = copy.step(SLICE);
        slice = Math.max(slice, System.nanoTime() - at);
        at = System.nanoTime();
        second = speak(engine, second, BATCH);
        batch = Math.max(batch, System.nanoTime() - at);
      }
      long all = System.nanoTime() - began;
      var size = new Counting();
      copy.writeTo(size);
      long restored = restore(rules, copy);
      if (round >= ROUNDS / 2) {
        System.out.printf(
            "bench capture begin %.1f ms, worst-slice %.1f ms, worst-batch %.1f ms, whole %d ms,"
                + " size %.1f MB, restore %d ms%n",
            begin / 1e6, slice / 1e6, batch / 1e6, all / 1_000_000, size.bytes / 1e6, restored);
      }
    }
  }

  /** So many devices, from one on, say something; answers the second of the last one. */
  private static long speak(RuleEngine engine, long second, int messages) {
    for (int i = 0; i < messages; i++) {
      int device = (int) ((second * BATCH + i * 7919L) % DEVICES);
      Subject subject = Watch.device("sd-" + device);
      var readings = Map.<String, Object>of("temperature", 20.0 + device % 15, "smoke", false);
      engine.accept(new Signal(subject, Watch.at((double) second), readings), _ -> {});
    }
    return second + 1;
  }

  private static long restore(List<Rule> rules, Capture copy) throws IOException {
    byte[] bytes = Watch.bytes(copy);
    long began = System.nanoTime();
    RuleEngine.restore(rules, new DataInputStream(new ByteArrayInputStream(bytes)), _ -> {});
    return (System.nanoTime() - began) / 1_000_000;
  }

  private static final class Counting extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      bytes += length;
    }
  }
}
