package io.fengsui.hub.web.stream;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.api.DeviceViews;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceHealth;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.Health;
import io.fengsui.hub.event.DatabasePatience;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Twice a second, tells the open pages which devices have changed, on a thread of its own. While
 * nobody looks, nothing is computed.
 */
@Component
class DeviceUpdates implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DeviceUpdates.class);
  private static final Duration PACE = Duration.ofMillis(500);

  /** More than a page can show; beyond it, pages are told to fetch what they show. */
  private static final int MOST = 200;

  private final LiveStream stream;
  private final DeviceRegistry registry;
  private final DeviceHealth health;
  private final DeviceViews views;
  private @Nullable Thread thread;
  private final DatabasePatience database;
  private Map<Health, Integer> counts = Map.of();
  private @Nullable Instant awaySince;

  DeviceUpdates(
      LiveStream stream,
      DeviceRegistry registry,
      DeviceHealth health,
      DeviceViews views,
      DatabasePatience database) {
    this.stream = stream;
    this.registry = registry;
    this.health = health;
    this.views = views;
    this.database = database;
  }

  private record HubLine(Map<Health, Integer> counts) {}

  /** Since when the database is away; null when it answers. */
  private record DatabaseLine(@Nullable Instant awaySince) {}

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("device-updates").start(this::run);
  }

  private void run() {
    long version = -1;
    try {
      while (true) {
        Thread.sleep(PACE);
        tellOfDatabase();
        version = stream.isHeard() ? tell(version) : -1;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
  }

  /** Tells when events begin or end to wait for the database; they and tasks are old meanwhile. */
  private void tellOfDatabase() {
    Instant now = database.outage().map(DatabasePatience.Outage::since).orElse(null);
    if (!Objects.equals(now, awaySince)) {
      awaySince = now;
      stream.tell("database", new DatabaseLine(now));
    }
  }

  /** Tells what changed since a version; with -1, that pages which just opened look once more. */
  private long tell(long version) {
    try {
      var changes = health.changedSince(Math.max(version, 0));
      if (version < 0) {
        stream.tell("devices", Map.of("changed", changes.devices().size()));
      } else if (!changes.devices().isEmpty()) {
        tell(changes.devices());
      }
      return changes.version();
    } catch (RuntimeException e) {
      log.warn("Changes of devices could not be told to the open pages", e);
      return version;
    }
  }

  private void tell(List<DeviceId> changed) {
    if (changed.size() > MOST) {
      stream.tell("devices", Map.of("changed", changed.size()));
    } else {
      stream.tell(
          "device",
          changed.stream().flatMap(id -> registry.find(id).stream()).map(views::view).toList());
    }
    var now = count();
    if (!now.equals(counts)) {
      counts = now;
      stream.tell("hub", new HubLine(now));
    }
  }

  private Map<Health, Integer> count() {
    var found = new EnumMap<Health, Integer>(Health.class);
    for (var device : registry.all()) {
      if (device.state() != Device.State.RETIRED) {
        found.merge(health.report(device).health(), 1, Integer::sum);
      }
    }
    return found;
  }

  @Override
  public void stop() {
    if (thread instanceof Thread running) {
      running.interrupt();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
