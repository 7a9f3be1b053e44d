package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.Value.Flag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which flags the parts behind one transmitter hold up. Parts that nobody registered speak through
 * the transmitter: its flag is down only when none of them holds it any more. A reset of a panel
 * brings down what its parts hold (R19). Not thread-safe.
 */
final class Latches {

  /** More parts than that hold nothing: their alarms still go up, but a reset misses them. */
  static final int MAX_PARTS = 4_096;

  private static final Set<String> ALARMS = Set.of("fire", "smoke", "heat", "gas");

  /** Flags that a part holds up, and in whose name; none: it has let go. */
  record Held(Part part, DeviceId subject, Set<String> metrics) {}

  /** Readings to tell of a device. */
  record Change(DeviceId subject, Map<String, Value> readings) {}

  private final Map<Part, Held> held = new LinkedHashMap<>();

  /** How many parts hold each flag of a device up. */
  private final Map<DeviceId, Map<String, Integer>> counts = new HashMap<>();

  private final Map<Part, Held> changed = new LinkedHashMap<>(0);

  /** Takes what a part says now; returns what is to be told of whom. */
  List<Change> settle(Part part, DeviceId subject, Map<String, Value> readings) {
    var changes = new ArrayList<Change>();
    Held before = held.get(part);
    if (before != null && !before.subject.equals(subject)) { // registered meanwhile, or no more
      hold(part, before.subject, Set.of());
      addDown(changes, before);
      before = null;
    }
    var up = new HashSet<>(before == null ? Set.of() : before.metrics);
    boolean moved = false;
    for (var each : readings.entrySet()) {
      if (each.getValue() instanceof Flag(boolean on)) {
        moved |= on ? up.add(each.getKey()) : up.remove(each.getKey());
      }
    }
    if (moved) {
      hold(part, subject, up);
    }
    var told = new HashMap<>(readings);
    told.entrySet().removeIf(each -> isDown(each.getValue()) && isHeld(subject, each.getKey()));
    if (!told.isEmpty()) {
      changes.add(new Change(subject, told));
    }
    return changes;
  }

  /** Whether a part holds a flag. */
  boolean holds(Part part, String metric) {
    Held known = held.get(part);
    return known != null && known.metrics.contains(metric);
  }

  /** A reset: all alarms of a part and of what is behind it come down. */
  List<Change> reset(Part root) {
    var fallen = new ArrayList<Held>();
    for (Part part : List.copyOf(held.keySet())) {
      Held before = held.get(part);
      if (before == null || !part.isWithin(root)) {
        continue;
      }
      var down = new HashSet<>(before.metrics);
      down.retainAll(ALARMS);
      var rest = new HashSet<>(before.metrics);
      rest.removeAll(down);
      if (!down.isEmpty()) {
        hold(part, before.subject, rest);
        fallen.add(new Held(part, before.subject, down));
      }
    }
    var changes = new ArrayList<Change>();
    fallen.forEach(each -> addDown(changes, each));
    return changes.stream().distinct().toList();
  }

  private void addDown(List<Change> changes, Held fallen) {
    var down = new HashMap<String, Value>();
    fallen.metrics.stream()
        .filter(metric -> !isHeld(fallen.subject, metric))
        .forEach(metric -> down.put(metric, new Flag(false)));
    if (!down.isEmpty()) {
      changes.add(new Change(fallen.subject, down));
    }
  }

  private void hold(Part part, DeviceId subject, Set<String> metrics) {
    boolean fits = held.containsKey(part) || held.size() < MAX_PARTS;
    Held before = held.remove(part);
    if (before != null) {
      before.metrics.forEach(metric -> count(before.subject, metric, -1));
    }
    var now = new Held(part, subject, fits ? Set.copyOf(metrics) : Set.of());
    changed.put(part, now);
    if (!now.metrics.isEmpty()) {
      held.put(part, now);
      metrics.forEach(metric -> count(subject, metric, 1));
    }
  }

  private void count(DeviceId subject, String metric, int more) {
    var flags = counts.computeIfAbsent(subject, _ -> new HashMap<>());
    flags.merge(metric, more, (old, change) -> old + change == 0 ? null : old + change);
    if (flags.isEmpty()) {
      counts.remove(subject);
    }
  }

  private boolean isHeld(DeviceId subject, String metric) {
    return counts.getOrDefault(subject, Map.of()).containsKey(metric);
  }

  private static boolean isDown(Value value) {
    return value instanceof Flag(boolean on) && !on;
  }

  /** Whether {@link #takeChanged} has something to tell. */
  boolean hasChanged() {
    return !changed.isEmpty();
  }

  /** What became different since this was last asked. */
  List<Held> takeChanged() {
    var all = List.copyOf(changed.values());
    changed.clear();
    return all;
  }

  /** Puts back what was held before a restart. */
  void restore(Held before) {
    hold(before.part, before.subject, before.metrics);
    changed.remove(before.part);
  }

  /** All that is held, for a restart. */
  List<Held> held() {
    return List.copyOf(held.values());
  }
}
