package io.fengsui.simulator.street;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the street counts.
 *
 * @param missed reports that fell due while the device was not connected
 * @param failed publishes that were never acknowledged
 */
record Counts(LongAdder sent, LongAdder acknowledged, LongAdder missed, LongAdder failed) {
  Counts() {
    this(new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder());
  }
}
