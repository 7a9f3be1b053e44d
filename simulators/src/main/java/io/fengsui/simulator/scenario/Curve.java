package io.fengsui.simulator.scenario;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A value over time. */
public sealed interface Curve {

  /**
   * The value at a moment.
   *
   * @param elapsed since the curve began
   * @param share a number in [0, 1) that is the device's own for this metric
   * @param random the device's own source of chance
   * @return Double, Boolean or String
   */
  Object at(Duration elapsed, double share, RandomGenerator random);

  /** Always the same. */
  record Constant(Object value) implements Curve {
    @Override
    public Object at(Duration elapsed, double share, RandomGenerator random) {
      return value;
    }
  }

  /** A number between two limits, another for each device, which then stays. */
  record Pick(double low, double high) implements Curve {
    @Override
    public Object at(Duration elapsed, double share, RandomGenerator random) {
      return low + (high - low) * share;
    }
  }

  /**
   * A slow wave with noise, never below zero if its centre is not.
   *
   * @param noise largest deviation by chance
   * @param swing largest deviation of the wave; devices are out of step with each other
   */
  record Around(double centre, double noise, double swing, Duration period) implements Curve {
    @Override
    public Object at(Duration elapsed, double share, RandomGenerator random) {
      double turn = elapsed.toMillis() / (double) Math.max(1, period.toMillis()) + share;
      double value =
          centre + swing * Math.sin(2 * Math.PI * turn) + noise * (2 * random.nextDouble() - 1);
      return centre >= 0 ? Math.max(0, value) : value;
    }
  }

  /** From one number to another, then stays there. */
  record Ramp(double from, double to, Duration over) implements Curve {
    @Override
    public Object at(Duration elapsed, double share, RandomGenerator random) {
      double way = Math.clamp(elapsed.toNanos() / (double) Math.max(1, over.toNanos()), 0.0, 1.0);
      return from + (to - from) * way;
    }
  }
}
