package io.fengsui.hub.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;

class DeviceHealthTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @TempDir Path folder;

  private final HandClock clock = new HandClock();
  private final JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
  private final DeviceTypes types = new DeviceTypes();
  private final DeviceRegistry registry =
      new DeviceRegistry(
          types,
          new LinkNames(Map.of("mqtt", false)),
          new DeviceTable(jdbc, types),
          new AuditLog(database.dataSource(), database.transactions(), clock),
          database.transactions(),
          clock);
  private LocalBus bus;
  private DeviceHealth health;
  private Device device;

  @BeforeEach
  void open() throws Exception {
    bus =
        new LocalBus(
            folder,
            new BusProperties(DataSize.ofMegabytes(1), Duration.ofDays(7), DataSize.ofMegabytes(9)),
            clock.time(),
            new SimpleMeterRegistry());
    start();
    device =
        registry
            .register(List.of(Devices.smoke(null)), false, false, new Actor("chen.bo", "127.0.0.1"))
            .getFirst()
            .device();
  }

  @AfterEach
  void close() throws Exception {
    health.stop();
    bus.close();
  }

  @Test
  void hears_what_comes_over_the_bus_and_wakes_who_waits_for_it() throws Exception {
    Instant before = clock.instant();
    clock.move(Duration.ofSeconds(1));
    var heard =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return health.awaitHeard(device.id(), before, Duration.ofSeconds(20));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    says(21);

    assertThat(heard.get()).contains(clock.instant());
    assertThat(health.report(device).health()).isEqualTo(Health.ONLINE);
    assertThat(health.latest(device.id())).extracting(Reading::metric).containsExactly("battery");
  }

  @Test
  void tells_what_changed_by_message_and_by_time() throws Exception {
    long version = health.changedSince(0).version();
    assertThat(health.changedSince(version).devices()).isEmpty();

    says(21);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> health.changedSince(version).devices().contains(device.id()));
    long later = health.changedSince(0).version();
    assertThat(health.changedSince(later).devices()).isEmpty();

    clock.move(Duration.ofSeconds(200));
    assertThat(health.changedSince(later).devices()).contains(device.id());
    assertThat(health.report(device).health()).isEqualTo(Health.SILENT);
  }

  @Test
  void what_a_broker_had_kept_is_known_and_no_sign_of_life() throws Exception {
    kept(50);
    says(21);
    await().until(() -> health.report(device).health() == Health.ONLINE);
    Instant spoke = health.report(device).lastHeardAt();
    clock.move(Duration.ofSeconds(200));

    kept(20);

    await().until(() -> new Value.Quantity(20, "%").equals(health.value(device.id(), "battery")));
    assertThat(health.report(device).health()).isEqualTo(Health.SILENT);
    assertThat(health.report(device).lastHeardAt()).isEqualTo(spoke);
  }

  @Test
  void a_restart_remembers_what_was_heard_and_makes_nothing_red() throws Exception {
    says(21);
    Instant at = clock.instant();
    health.stop();
    clock.move(Duration.ofHours(1));

    start();

    HealthReport report = health.report(device);
    assertThat(report.health()).isEqualTo(Health.UNKNOWN);
    assertThat(report.lastHeardAt()).isEqualTo(at);
    assertThat(health.value(device.id(), "battery")).isEqualTo(new Value.Quantity(21, "%"));
    clock.move(Duration.ofSeconds(181));
    assertThat(health.report(device).health()).isEqualTo(Health.SILENT);
  }

  @Test
  void a_system_clock_that_is_set_makes_nobody_silent_and_hides_no_silence() throws Exception {
    says(80);
    await().until(() -> health.report(device).health() == Health.ONLINE);

    clock.jump(Duration.ofHours(1));
    assertThat(health.report(device).health()).isNotEqualTo(Health.SILENT);
    clock.jump(Duration.ofHours(-2));
    assertThat(health.report(device).health()).isNotEqualTo(Health.SILENT);

    clock.move(Duration.ofSeconds(190));
    assertThat(health.report(device).health()).isEqualTo(Health.SILENT);
  }

  private void start() {
    health =
        new DeviceHealth(
            registry, bus, new HeardTable(jdbc), LatePolicy.after(Duration.ofMinutes(15)));
    health.start();
  }

  /** A broker says again what the device said some time. */
  private void kept(double battery) throws Exception {
    var readings =
        Map.<String, Value>of(
            "battery", new Value.Quantity(battery, "%"), Telemetry.RETAINED, new Value.Flag(true));
    bus.append(Lane.LIFE_SAFETY, "mqtt", new Telemetry(device.id(), null, readings))
        .toCompletableFuture()
        .get();
  }

  private void says(double battery) throws Exception {
    DeviceId id = device.id();
    var readings = Map.<String, Value>of("battery", new Value.Quantity(battery, "%"));
    bus.append(Lane.LIFE_SAFETY, "mqtt", new Telemetry(id, null, readings))
        .toCompletableFuture()
        .get();
  }
}
