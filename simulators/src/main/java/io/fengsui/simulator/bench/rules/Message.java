package io.fengsui.simulator.bench.rules;

import io.fengsui.rules.Readings;
import io.fengsui.rules.Subject;
import java.time.Instant;
import java.util.Map;

/**
 * One message of a district.
 *
 * @param values by metric
 * @param readings the same as the hub hands them to the engine
 */
record Message(Subject device, Instant at, Map<String, Double> values, Readings readings) {
  Message(Subject device, Instant at, Map<String, Double> values) {
    this(device, at, values, new Readings().all(values));
  }
}
