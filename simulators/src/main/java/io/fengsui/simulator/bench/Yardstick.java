package io.fengsui.simulator.bench;

import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How fast this machine is just now: other programs, heat and neighbours change it. */
final class Yardstick {
  private static final int BLOCK = 1024;
  private static final int BLOCKS = 200_000;

  private Yardstick() {}

  /** Microseconds of CPU that SHA-256 of 1 kB takes now; some 0.2 s of work on this thread. */
  static double micros() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var block = new byte[BLOCK];
      var threads = ManagementFactory.getThreadMXBean();
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < BLOCKS; i++) {
        digest.update(block);
      }
      block[0] = digest.digest()[0];
      return (threads.getCurrentThreadCpuTime() - start) / 1e3 / BLOCKS;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
