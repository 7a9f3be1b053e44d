package io.fengsui.hub.link;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.hub.device.DeviceDirectory;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was lost of what devices sent: counted for each registered device, and the latest kept with
 * a sentence each. When full the oldest sentence goes; the counts stay. Thread-safe, never blocks
 * for I/O.
 */
public final class Losses {

  /** How many of the latest are kept. */
  public static final int KEPT = 1_000;

  private static final int LONGEST_DETAIL = 200;

  private final DeviceDirectory devices;
  private final InstantSource clock;
  private final ArrayDeque<Loss> latest = new ArrayDeque<>(KEPT);
  private final Map<DeviceId, ReasonCounts> byDevice = new ConcurrentHashMap<>();

  Losses(DeviceDirectory devices, InstantSource clock) {
    this.devices = devices;
    this.clock = clock;
  }

  void add(String link, @Nullable DeviceId device, Reason reason, String detail) {
    // Only registered devices are counted one by one: anybody can invent ids.
    if (device != null && devices.find(device).isPresent()) {
      byDevice.computeIfAbsent(device, id -> new ReasonCounts()).add(reason);
    }
    String sentence =
        detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
    var loss = new Loss(clock.instant(), link, device, reason, sentence);
    synchronized (latest) {
      if (latest.size() == KEPT) {
        latest.removeLast();
      }
      latest.addFirst(loss);
    }
  }

  /** The latest, newest first. */
  public List<Loss> latest() {
    synchronized (latest) {
      return List.copyOf(latest);
    }
  }

  /** How often something of a device was lost since the hub started, by reason. */
  public Map<Reason, Long> of(DeviceId device) {
    ReasonCounts counts = byDevice.get(device);
    return counts == null ? Map.of() : counts.all();
  }
}
