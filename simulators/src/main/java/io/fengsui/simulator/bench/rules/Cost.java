package io.fengsui.simulator.bench.rules;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What a sample costs.
 *
 * @param nanos of CPU of the thread that runs the rules
 * @param bytes allocated by it
 */
record Cost(double nanos, double bytes) {

  static Cost of(RunResult result) {
    double samples = counted(result, "samples");
    return new Cost(counted(result, "cpu") / samples, counted(result, "bytes") / samples);
  }

  /** What a workload counted besides the time. */
  static double counted(RunResult result, String what) {
    for (Result<?> counter : result.getSecondaryResults().values()) {
      if (counter.getLabel().equals(what)) {
        return counter.getScore();
      }
    }
    throw new IllegalArgumentException(result.getPrimaryResult().getLabel() + " counts no " + what);
  }
}
