package io.fengsui.hub.proving.drill;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * When a drill of each street passed last, for a watch from outside: a hub that is stuck cannot say
 * that its drills are missed.
 */
@Component
final class DrillMeters {

  private final MeterRegistry meters;
  private final Map<String, Instant> passed = new ConcurrentHashMap<>();

  DrillMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  void passed(String street, Instant at) {
    if (passed.put(street, at) == null) {
      Gauge.builder("fengsui.drill.last.success", () -> seconds(street))
          .description("when a drill passed last, in seconds since 1970")
          .baseUnit("seconds")
          .tag("street", street)
          .register(meters);
    }
  }

  private double seconds(String street) {
    Instant at = passed.get(street);
    return at == null ? Double.NaN : at.getEpochSecond();
  }
}
