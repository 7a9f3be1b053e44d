package io.fengsui.hub.rules;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.Place;
import io.fengsui.rules.Change;
import io.fengsui.rules.RuleEngine;
import io.fengsui.rules.Subject;
import io.fengsui.rules.Whereabouts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The devices of one lane as the engine knows them. Changes of the registry arrive on any thread
 * and are kept, the latest per device, until the runner takes them; all else is the runner's.
 */
final class Subjects {
  private final Lane lane;
  private final Map<DeviceId, Subject> known = new HashMap<>();
  private final Map<DeviceId, Device> changed = new ConcurrentHashMap<>();
  private final Map<DeviceId, Device> remembered = new HashMap<>();

  private boolean remembering;

  Subjects(Lane lane) {
    this.lane = lane;
  }

  /** A device was registered, changed or retired. Any thread. */
  void changed(Device device) {
    if (device.type().lane() == lane) {
      changed.put(device.id(), device);
    }
  }

  /**
   * Begins with all devices. Retired ones are known until the runner has caught up: what they said
   * before may still stand on the bus.
   */
  void begin(Collection<Device> devices, RuleEngine engine, Consumer<Change> out) {
    for (Device device : devices) {
      if (device.type().lane() != lane) {
        continue;
      }
      Subject subject = subject(device);
      known.put(device.id(), subject);
      if (device.state() == Device.State.RETIRED) {
        changed.putIfAbsent(device.id(), device);
      } else {
        engine.watch(subject, device.registeredAt(), out);
      }
    }
  }

  /** Tells the engine what changed. Called when the runner has caught up, or between batches. */
  void settle(RuleEngine engine, Consumer<Change> out) {
    if (changed.isEmpty()) {
      return;
    }
    for (DeviceId id : List.copyOf(changed.keySet())) {
      Device device = Objects.requireNonNull(changed.remove(id));
      if (remembering) {
        remembered.put(id, device);
      }
      if (device.state() == Device.State.RETIRED) {
        known.remove(id);
        engine.forget(id.value(), out);
      } else {
        Subject subject = subject(device);
        known.put(id, subject);
        engine.watch(subject, device.registeredAt(), out);
      }
    }
  }

  /** From now on keeps what it tells the engine, since the engine may be replaced by its copy. */
  void remember() {
    remembered.clear();
    remembering = true;
  }

  /**
   * The engine is replaced: tells the new one, when it has caught up, what the old one was told.
   */
  void again() {
    remembered.forEach(changed::putIfAbsent);
    remembered.clear();
    remembering = false;
  }

  /** The subject that a device is; null if it is not watched in this lane. */
  @Nullable Subject find(DeviceId id) {
    return known.get(id);
  }

  /** Makes a device known that was registered so recently that it is among the changes. */
  @Nullable Subject findChanged(DeviceId id) {
    Device device = changed.get(id);
    return device == null ? null : subject(device);
  }

  private static Subject subject(Device device) {
    return new Subject(
        device.id().value(),
        device.type().key(),
        device.tags(),
        whereabouts(device.place()),
        device.supervision().silentAfter());
  }

  private static Whereabouts whereabouts(Place place) {
    return new Whereabouts(place.grid(), place.community(), place.building(), place.floor());
  }
}
