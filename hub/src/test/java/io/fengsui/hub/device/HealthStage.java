package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.bus.BusProperties;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LocalBus;
import io.fengsui.hub.database.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;

/** Registry, bus and health over a real database, by a clock that is moved by hand. */
public final class HealthStage implements AutoCloseable {
  public final HandClock clock = new HandClock();
  public final LocalBus bus;
  public final DeviceRegistry registry;
  public final DeviceHealth health;
  public final Hearing hearing;

  /** Starts them. */
  public HealthStage(TestDatabase database, Path folder) throws Exception {
    var jdbc = new JdbcTemplate(database.dataSource());
    var types = new DeviceTypes();
    registry =
        new DeviceRegistry(
            types,
            new LinkNames(Map.of("mqtt", false)),
            new DeviceTable(jdbc, types),
            new AuditLog(database.dataSource(), database.transactions(), clock),
            database.transactions(),
            clock);
    bus =
        new LocalBus(
            folder,
            new BusProperties(DataSize.ofMegabytes(8), Duration.ofDays(7), DataSize.ofMegabytes(9)),
            clock.time(),
            new SimpleMeterRegistry());
    health =
        new DeviceHealth(
            registry, bus, new HeardTable(jdbc), LatePolicy.after(Duration.ofMinutes(15)));
    health.start();
    hearing = new Hearing(health);
  }

  /** Registers a device. */
  public Device registers(String id, String type, String supervision, @Nullable String parent) {
    var wanted =
        new NewDevice(
            type, "mqtt", id, "440106001", id, null, null, parent, supervision, null, null, null);
    return registry.register(List.of(wanted), false, false, Actor.HUB).getFirst().device();
  }

  /** Registers many of a class. */
  public List<Device> registers(int count, String supervision) {
    List<NewDevice> wanted =
        java.util.stream.IntStream.range(0, count)
            .mapToObj(
                i ->
                    new NewDevice(
                        "smoke-detector",
                        "mqtt",
                        "detector " + i,
                        "440106001",
                        "sd-" + supervision + "-" + i,
                        null,
                        null,
                        null,
                        supervision,
                        null,
                        null,
                        null))
            .toList();
    return registry.register(wanted, true, false, Actor.HUB).stream()
        .map(Registered::device)
        .toList();
  }

  /** A device says that all is well; returns when that is on disk. */
  public void says(DeviceId id) throws Exception {
    begins(id).get();
  }

  /** The same without waiting for the disk. */
  public CompletableFuture<Long> begins(DeviceId id) throws InterruptedException {
    var message = new Telemetry(id, null, Map.of("smoke", new Value.Flag(false)));
    return bus.append(Lane.LIFE_SAFETY, "mqtt", message).toCompletableFuture();
  }

  /** Whether all that is on the bus was heard. */
  public boolean hasHeardAll() {
    return health.behind(Lane.LIFE_SAFETY) == 0;
  }

  @Override
  public void close() throws IOException {
    health.stop();
    bus.close();
  }
}
