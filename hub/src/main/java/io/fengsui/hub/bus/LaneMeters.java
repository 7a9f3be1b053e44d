package io.fengsui.hub.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What is measured of a lane, {@code fengsui.bus.*}, tagged with the lane. */
record LaneMeters(
    Timer commit, DistributionSummary records, Counter refused, Counter deleted, Counter missing) {

  static LaneMeters of(MeterRegistry registry, Lane lane) {
    return new LaneMeters(
        Timer.builder("fengsui.bus.commit")
            .description("Write and fsync of one batch")
            .tag("lane", lane.key())
            .publishPercentiles(0.5, 0.99)
            .register(registry),
        DistributionSummary.builder("fengsui.bus.batch")
            .description("Records made durable by one fsync")
            .tag("lane", lane.key())
            .register(registry),
        Counter.builder("fengsui.bus.refused")
            .description("Records that the disk refused")
            .tag("lane", lane.key())
            .register(registry),
        Counter.builder("fengsui.bus.segments.deleted")
            .description("Segments deleted by retention")
            .tag("lane", lane.key())
            .register(registry),
        Counter.builder("fengsui.bus.missing")
            .description("Records that are damaged or gone, and were stepped over")
            .tag("lane", lane.key())
            .register(registry));
  }
}
