package io.fengsui.hub.bus;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Opens the bus in the data folder before any stage starts, and closes it after all of them. */
@Configuration(proxyBeanMethods = false)
class BusConfiguration {

  @Bean
  BusTime busTime(Clock clock) {
    return BusTime.of(clock);
  }

  @Bean
  LocalBus bus(Environment environment, BusProperties settings, BusTime time, MeterRegistry meters)
      throws IOException {
    Path data = Path.of(environment.getProperty("fengsui.data", "data"));
    return new LocalBus(data.resolve("bus"), settings, time, meters);
  }

  /** Down while a lane does not take data: what devices send would not be kept. */
  @Bean
  HealthIndicator busHealthIndicator(Bus bus) {
    return () -> {
      Health.Builder health = Health.up();
      for (Lane lane : Lane.values()) {
        Bus.LaneStatus status = bus.status(lane);
        health.withDetail(lane.key(), status.detail());
        if (!status.writable()) {
          health.down();
        }
      }
      return health.build();
    };
  }
}
