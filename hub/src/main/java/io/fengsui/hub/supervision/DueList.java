package io.fengsui.hub.supervision;

import io.fengsui.adapter.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Devices in the order in which they are to be looked at next, so that a sweep costs only as much
 * as there is due. Used by one thread.
 */
final class DueList {

  private record Due(Instant at, DeviceId device) {}

  private final PriorityQueue<Due> queue = new PriorityQueue<>(Comparator.comparing(Due::at));
  private final Map<DeviceId, Instant> when = new HashMap<>();

  /** Looks at a device then, whatever was said before. */
  void put(DeviceId device, Instant at) {
    if (!at.equals(when.put(device, at))) {
      queue.add(new Due(at, device));
    }
  }

  /** Forgets a device. */
  void remove(DeviceId device) {
    when.remove(device);
  }

  /** Takes out those that are due. */
  List<DeviceId> take(Instant now) {
    List<DeviceId> due = new ArrayList<>();
    for (Due next = queue.peek(); next != null && !next.at().isAfter(now); next = queue.peek()) {
      queue.poll();
      if (when.remove(next.device(), next.at())) {
        due.add(next.device());
      }
    }
    return due;
  }

  int size() {
    return when.size();
  }
}
