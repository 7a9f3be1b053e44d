package io.fengsui.hub.rules;

import static org.awaitility.Awaitility.await;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Value;
import io.fengsui.hub.bus.BusProperties;
import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LocalBus;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.DeviceType;
import io.fengsui.hub.device.DeviceTypes;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.device.Place;
import io.fengsui.hub.event.EventJournal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** A bus in a folder, smoke detectors that speak to it, and the life-safety lane's runner. */
final class Street implements DeviceDirectory, AutoCloseable {
  final HandClock clock = new HandClock();
  final LocalBus bus;
  private final Path folder;
  private final EventJournal journal;
  private final List<Device> devices = new ArrayList<>();
  private @Nullable Running running;

  private record Running(RulesRunner runner, Thread thread) {}

  Street(Path folder, EventJournal journal) throws IOException {
    this.folder = folder;
    this.journal = journal;
    this.bus =
        new LocalBus(
            folder.resolve("bus"),
            new BusProperties(DataSize.ofMegabytes(1), Duration.ofDays(7), DataSize.ofGigabytes(1)),
            clock.time(),
            new SimpleMeterRegistry());
  }

  /** A smoke detector that stands on the street. */
  Street with(String id) {
    DeviceType type = new DeviceTypes().find("smoke-detector").orElseThrow();
    devices.add(
        new Device(
            new DeviceId(id),
            type,
            "Detector " + id,
            "mqtt",
            null,
            new Place("440106001001001", "石牌", "天河路", "3", "2", "201", 23.13, Double.NaN),
            type.supervision(),
            Device.State.IN_SERVICE,
            "li",
            clock.instant(),
            null,
            null));
    return this;
  }

  /** Starts the runner as the hub does. */
  void start() throws Exception {
    var rules = new RuleFiles(List.of(), folder.resolve("rules"), List.of()).load();
    if (!rules.problems().isEmpty()) {
      throw new IllegalStateException(rules.problems().toString());
    }
    var settings = new RulesSettings(List.of(), Duration.ofMillis(1), 50_000, 2000);
    var file = new SnapshotFile(folder.resolve("rules"), Lane.LIFE_SAFETY.key());
    var runner =
        new RulesRunner(
            new Evaluation(
                Lane.LIFE_SAFETY,
                bus,
                journal,
                new AlarmMapper(this, new LatePolicy(Duration.ofMinutes(15))),
                () -> List.copyOf(devices),
                rules.rules(),
                settings,
                new Snapshots(file, settings, System::nanoTime, Thread::startVirtualThread),
                new RunnerMeters(new SimpleMeterRegistry(), Lane.LIFE_SAFETY)));
    running = new Running(runner, Thread.ofPlatform().name("rules").start(runner));
    runner.evaluation().back().durable().join();
  }

  /** Ends it well, with its state saved. */
  void stop() throws InterruptedException {
    running().runner().stop();
    running().thread().join();
  }

  /** Ends it in the middle: nothing more is saved. */
  void crash() throws InterruptedException {
    running().thread().interrupt();
    running().thread().join();
  }

  long lag() {
    return running().runner().evaluation().lag();
  }

  void says(String device, Map<String, Value> readings) throws InterruptedException {
    clock.move(Duration.ofMillis(10));
    var message = new DeviceMessage.Telemetry(new DeviceId(device), null, readings);
    bus.append(Lane.LIFE_SAFETY, "mqtt", message).toCompletableFuture().join();
  }

  void smoke(String device, boolean smoke) throws InterruptedException {
    says(
        device,
        Map.of(
            "smoke", new Value.Flag(smoke),
            "smoke.density", new Value.Quantity(smoke ? 0.3 : 0.01, "dB/m"),
            "battery", new Value.Quantity(87, "%")));
  }

  @Override
  public Optional<Device> find(DeviceId id) {
    return devices.stream().filter(device -> device.id().equals(id)).findFirst();
  }

  @Override
  public Admission admit(Claim claim) {
    throw new UnsupportedOperationException("nobody signs in here");
  }

  @Override
  public void close() throws IOException {
    Running last = running;
    if (last != null) {
      last.runner().stop();
      await().atMost(Duration.ofSeconds(20)).until(() -> !last.thread().isAlive());
    }
    bus.close();
  }

  private Running running() {
    return Objects.requireNonNull(running, "not started");
  }
}
