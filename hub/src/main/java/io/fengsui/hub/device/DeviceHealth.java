package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Value;
import io.fengsui.hub.Phases;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.HealthRules.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Listens to both lanes and knows of each device when it was last heard and what it said. Health is
 * derived when asked, never stored. Thread-safe; nothing but {@link #awaitHeard} waits.
 */
@Component
public final class DeviceHealth
    implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent> {

  static final String GROUP = "device";

  private final DeviceRegistry registry;
  private final Bus bus;
  private final HeardTable table;
  private final LatePolicy late;
  private final Map<DeviceId, Track> tracks = new ConcurrentHashMap<>();
  private final List<LaneListener> listeners = new CopyOnWriteArrayList<>();
  private final HealthSweep sweep = new HealthSweep(this);
  private final HeardSaver saver;
  private final Map<Lane, Uptime> up = new ConcurrentHashMap<>();
  private final List<Consumer<DeviceId>> stirred = new CopyOnWriteArrayList<>();
  private final List<Consumer<Absence>> absent = new CopyOnWriteArrayList<>();
  private volatile boolean running;

  DeviceHealth(DeviceRegistry registry, Bus bus, HeardTable table, LatePolicy late) {
    this.registry = registry;
    this.bus = bus;
    this.table = table;
    this.late = late;
    this.saver = new HeardSaver(table, tracks, listeners);
  }

  /** A device's health now. */
  public HealthReport report(Device device) {
    Track track = tracks.get(device.id());
    Lane lane = device.type().lane();
    return HealthRules.judge(device, track == null ? null : track.heard(), up(lane), bus.now(lane));
  }

  /** Tells of devices whose connection came or went, on a lane's thread; must be quick. */
  public void onStir(Consumer<DeviceId> listener) {
    stirred.add(listener);
  }

  /** Tells of spans in which the hub heard nobody of a lane, on its thread; must be quick. */
  public void onAbsence(Consumer<Absence> listener) {
    absent.add(listener);
  }

  /** The hub heard nobody of a lane for a while. */
  public record Absence(Lane lane, Instant from, Instant to) {}

  /** The last value of each metric that a device has reported, by metric name. */
  public List<Reading> latest(DeviceId id) {
    Track track = tracks.get(id);
    Heard heard = track == null ? null : track.heard();
    return heard == null
        ? List.of()
        : heard.readings().sorted(Comparator.comparing(Reading::metric)).toList();
  }

  /** The last value of one metric; null if the device never reported it. */
  public @Nullable Value value(DeviceId id, String metric) {
    Track track = tracks.get(id);
    Heard heard = track == null ? null : track.heard();
    return heard == null ? null : heard.value(metric);
  }

  /**
   * What changed since an earlier call: devices that were heard, registered or changed, and those
   * whose health has changed with time. Looks at all devices; meant to be called at most a few
   * times a second.
   *
   * @param version of the earlier answer; 0 for all
   */
  public Changes changedSince(long version) {
    return sweep.changedSince(version);
  }

  /**
   * Devices that changed.
   *
   * @param version to ask with next time
   */
  public record Changes(long version, List<DeviceId> devices) {}

  /** The time that {@link #report} and {@link #awaitHeard} go by for a device. */
  public Instant now(Device device) {
    return bus.now(device.type().lane());
  }

  /**
   * Waits until a device is heard.
   *
   * @param after only what is heard later than this counts
   * @return when it was heard; empty if it was not in time
   */
  public Optional<Instant> awaitHeard(DeviceId id, Instant after, Duration timeout)
      throws InterruptedException {
    var heard = track(registry.require(id)).await(after);
    try {
      return Optional.of(heard.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      heard.cancel(false);
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void start() {
    Map<DeviceId, HeardTable.Row> saved = table.all();
    registry.onChange(device -> track(device).device(device));
    registry
        .all()
        .forEach(device -> tracks.put(device.id(), track(device, saved.get(device.id()))));
    for (Lane lane : Lane.values()) {
      begin(lane, bus.now(lane));
      listeners.add(new LaneListener(bus, lane, GROUP, entry -> take(lane, entry)));
    }
    listeners.forEach(LaneListener::start);
    saver.start();
    running = true;
  }

  /** The links are open now: from here on devices have their time to report. */
  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    for (Lane lane : Lane.values()) {
      up.put(lane, new Uptime(up(lane).listening(), bus.now(lane)));
    }
  }

  /** Messages of a lane that are on disk and not taken in yet. */
  long behind(Lane lane) {
    return listeners.stream()
        .filter(listener -> listener.lane() == lane)
        .mapToLong(listener -> Math.max(0, bus.status(lane).end() - listener.position()))
        .sum();
  }

  @Override
  public void stop() {
    running = false;
    try {
      for (LaneListener listener : listeners) {
        listener.stop();
      }
      saver.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      listeners.forEach(LaneListener::close);
      listeners.clear();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.DEVICE_HEALTH;
  }

  Map<DeviceId, Track> tracks() {
    return tracks;
  }

  private void take(Lane lane, Entry entry) {
    switch (entry) {
      case Entry.Heard heard -> hear(lane, heard);
      case Entry.Resumed resumed -> {
        resume(lane, resumed.at());
        absent(new Absence(lane, resumed.downSince(), resumed.at()));
      }
      case Entry.Missing missing -> {
        resume(lane, missing.at());
        absent(new Absence(lane, missing.since(), missing.at()));
      }
    }
  }

  private void absent(Absence absence) {
    absent.forEach(listener -> listener.accept(absence));
  }

  Uptime up(Device device) {
    return up(device.type().lane());
  }

  Bus bus() {
    return bus;
  }

  /** Nobody could be heard until then: silence before that means nothing. */
  private void resume(Lane lane, Instant at) {
    if (at.isAfter(up(lane).listening())) {
      begin(lane, at);
    }
  }

  private void begin(Lane lane, Instant at) {
    up.put(lane, new Uptime(at, at));
  }

  private Uptime up(Lane lane) {
    return up.computeIfAbsent(lane, none -> new Uptime(bus.now(none), bus.now(none)));
  }

  private void hear(Lane lane, Entry.Heard entry) {
    if (LatePolicy.isReplayed(entry)) {
      return; // an operator spoke, not the device
    }
    DeviceId id = entry.message().device();
    Track track = tracks.get(id);
    if (track == null) {
      Optional<Device> device = registry.find(id);
      if (device.isEmpty()) {
        return;
      }
      track = track(device.get());
    }
    track.hear(entry.at(), entry.message(), late.isLate(entry), up(lane).listening());
    if (entry.message() instanceof DeviceMessage.Presence) {
      stirred.forEach(listener -> listener.accept(id));
    }
  }

  private static Track track(Device device, HeardTable.@Nullable Row saved) {
    var track = new Track(device, saved == null ? null : saved.heard());
    track.habit(saved == null ? Habit.NONE : saved.habit());
    return track;
  }

  private Track track(Device device) {
    return tracks.computeIfAbsent(device.id(), id -> new Track(device, null));
  }
}
