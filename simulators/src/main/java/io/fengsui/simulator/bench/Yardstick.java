package io.fengsui.simulator.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How fast this machine is just now: other programs, heat and neighbours change it. */
final class Yardstick {
  private static final int BLOCK = 1024;
  private static final long SPAN_NANOS = 300_000_000;

  private Yardstick() {}

  /** Microseconds that SHA-256 of 1 kB takes now; measured for 0.3 s on this thread. */
  static double micros() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var block = new byte[BLOCK];
      long start = System.nanoTime();
      long blocks = 0;
      while (System.nanoTime() - start < SPAN_NANOS) {
        digest.update(block);
        blocks++;
      }
      block[0] = digest.digest()[0];
      return (System.nanoTime() - start) / 1e3 / blocks;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
