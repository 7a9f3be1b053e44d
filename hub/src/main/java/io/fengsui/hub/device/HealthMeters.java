package io.fengsui.hub.device;

import io.fengsui.hub.bus.Lane;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How many devices are in which health, and how far behind the lanes their health is. */
@Component
final class HealthMeters implements MeterBinder {

  private final DeviceRegistry registry;
  private final DeviceHealth health;

  HealthMeters(DeviceRegistry registry, DeviceHealth health) {
    this.registry = registry;
    this.health = health;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    for (Health each : Health.values()) {
      Gauge.builder("fengsui.device.count", () -> count(each))
          .description("devices in use, by health")
          .tag("health", each.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
    for (Lane lane : Lane.values()) {
      Gauge.builder("fengsui.device.behind", () -> health.behind(lane))
          .description("messages on disk that device health has not taken in yet")
          .tag("lane", lane.key())
          .register(meters);
    }
  }

  private long count(Health wanted) {
    return registry.all().stream()
        .filter(device -> device.state() != Device.State.RETIRED)
        .filter(device -> health.report(device).health() == wanted)
        .count();
  }
}
