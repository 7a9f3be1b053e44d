package io.fengsui.simulator.bench;

/** Where benchmarks say what went wrong on the way. */
final class Complaints {
  private Complaints() {}

  static void tell(String text) {
    System.err.println(text);
  }
}
