package io.fengsui.hub.dispatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/** What one channel's outbox shows of itself. */
final class OutboxMeters {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final MeterRegistry registry;
  private final String channel;
  private final InstantSource clock;
  private final Timer handOver;
  private volatile OutboxRows.Depth depth = new OutboxRows.Depth(0, null, 0);
  private Instant sampledAt = Instant.MIN;

  OutboxMeters(MeterRegistry registry, String channel, InstantSource clock) {
    this.registry = registry;
    this.channel = channel;
    this.clock = clock;
    this.handOver =
        Timer.builder("fengsui.dispatch.handover")
            .description("From the event's change to its delivery")
            .tag("channel", channel)
            .publishPercentileHistogram()
            .register(registry);
    gauge("fengsui.dispatch.waiting", () -> depth.waiting());
    gauge("fengsui.dispatch.refused", () -> depth.refused());
    gauge("fengsui.dispatch.oldest.seconds", this::oldestSeconds);
  }

  void attempted(Notification notification, Delivery delivery, Instant now) {
    String outcome = delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    registry
        .counter("fengsui.dispatch.attempts", "channel", channel, "outcome", outcome)
        .increment();
    if (delivery instanceof Delivery.Delivered) {
      Duration took = Duration.between(notification.at(), now);
      handOver.record(took.isNegative() ? Duration.ZERO : took); // the clock may have been set back
    }
  }

  /** Counts anew, at most once in five seconds. Called by the worker's thread only. */
  void sample(Supplier<OutboxRows.Depth> count) {
    Instant now = clock.instant();
    if (now.isBefore(sampledAt.plus(EVERY))) {
      return;
    }
    sampledAt = now;
    try {
      depth = count.get();
    } catch (DataAccessException e) {
      sampledAt = now; // the worker's next turn tells of the outage
    }
  }

  private double oldestSeconds() {
    Instant oldest = depth.oldest();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }

  private void gauge(String name, Supplier<Number> value) {
    Gauge.builder(name, value).tag("channel", channel).register(registry);
  }
}
