package io.fengsui.hub.rules;

import io.fengsui.hub.bus.Lane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** What a lane's runner shows of itself. */
final class RunnerMeters {
  final Counter evaluations;
  final Counter changes;
  final Counter shadow;
  final Counter failed;
  final Timer batch;
  private final MeterRegistry registry;
  private final Lane lane;

  RunnerMeters(MeterRegistry registry, Lane lane) {
    this.registry = registry;
    this.lane = lane;
    evaluations = counter(registry, lane, "evaluations", "Messages that the rules looked at");
    changes = counter(registry, lane, "changes", "Alarms that the rules raised or cleared");
    shadow = counter(registry, lane, "shadow", "Alarms that rules in shadow raised or cleared");
    failed = counter(registry, lane, "failed", "Messages that the rules could not evaluate");
    batch =
        Timer.builder("fengsui.rules.batch")
            .description("Evaluating a batch of messages, without storing events")
            .tag("lane", lane.key())
            .register(registry);
  }

  /** Shows how far behind the rules are. */
  void lag(Supplier<Number> lag) {
    Gauge.builder("fengsui.rules.lag", lag)
        .description("Records of the lane that the rules have yet to look at")
        .tag("lane", lane.key())
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, Lane lane, String what, String about) {
    return Counter.builder("fengsui.rules." + what)
        .description(about)
        .tag("lane", lane.key())
        .register(registry);
  }
}
