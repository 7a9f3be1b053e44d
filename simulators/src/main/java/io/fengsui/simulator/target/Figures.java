package io.fengsui.simulator.target;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;

/** Prints what people read, and one line for each figure. */
public final class Figures {
  private final PrintStream out;
  private final String bench;

  public Figures(PrintStream out, String bench) {
    this.out = out;
    this.bench = bench;
  }

  /** A line for people. */
  public void say(String text) {
    out.println(text);
  }

  /** {@code bench NAME FIGURE VALUE UNIT}. */
  public void figure(String figure, double value, String unit) {
    String text =
        value == Math.rint(value)
            ? "%.0f".formatted(value)
            : String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.1f", value);
    out.println("bench " + bench + " " + figure + " " + text + " " + unit);
  }

  /** The middle of several runs' values. */
  public static double median(double... values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
