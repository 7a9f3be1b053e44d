package io.fengsui.simulator.target;

/** Where benchmarks say what went wrong on the way. */
public final class Complaints {
  private Complaints() {}

  public static void tell(String text) {
    System.err.println(text);
  }
}
