package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.Uplink;
import io.fengsui.adapter.binary.Layout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.TimestampedLwM2mNode;
import org.eclipse.leshan.core.node.TimestampedLwM2mNodes;
import org.eclipse.leshan.core.response.ObserveResponse;
import org.eclipse.leshan.server.registration.Registration;
import org.jspecify.annotations.Nullable;

/** What devices say, as messages; it delivers none. Thread-safe. */
final class Hearing {

  private static final Instant NO_TIME = Instant.MIN;

  private final Lwm2mSettings settings;
  private final Uplink uplink;
  private final Roster roster;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  Hearing(Lwm2mSettings settings, Uplink uplink, Roster roster) {
    this.settings = settings;
    this.uplink = uplink;
    this.roster = roster;
  }

  /** Who a registration is; empty as soon as the device is retired. */
  Optional<DeviceId> device(Registration registration) {
    return roster.device(registration.getEndpoint());
  }

  Known known(Registration registration) {
    return known.computeIfAbsent(registration.getEndpoint(), _ -> new Known());
  }

  /** A new registration or none: what was known of the old one may not hold. */
  void forget(Registration registration) {
    known.remove(registration.getEndpoint());
  }

  /** The profile that fits a device, null if none does. */
  Lwm2mSettings.@Nullable Profile profile(Registration registration) {
    Known it = known(registration);
    synchronized (it) {
      return Profiles.of(settings, registration.getEndpoint(), it.manufacturer, it.model);
    }
  }

  /** The messages of an observed or read value, oldest first; faults go to the ledger. */
  List<DeviceMessage> of(Registration registration, LwM2mPath path, ObserveResponse response) {
    var times = new TreeMap<Instant, Map<LwM2mPath, LwM2mNode>>();
    List<TimestampedLwM2mNode> timed = response.getTimestampedLwM2mNodes();
    if (timed != null) {
      timed.forEach(each -> add(times, each.getTimestamp(), path, each.getNode()));
    }
    TimestampedLwM2mNode one = response.getTimestampedLwM2mNode();
    if (one != null) {
      add(times, one.getTimestamp(), path, one.getNode());
    } else if (times.isEmpty()) {
      add(times, null, path, response.getContent());
    }
    return messages(registration, times, null);
  }

  List<DeviceMessage> of(Registration registration, LwM2mPath path, LwM2mNode content) {
    var times = new TreeMap<Instant, Map<LwM2mPath, LwM2mNode>>();
    add(times, null, path, content);
    return messages(registration, times, null);
  }

  /** The messages of a Send. */
  List<DeviceMessage> of(Registration registration, TimestampedLwM2mNodes sent, Raw raw) {
    var times = new TreeMap<Instant, Map<LwM2mPath, LwM2mNode>>();
    for (Instant time : sent.getTimestamps()) {
      sent.getNodesAt(time).forEach((path, node) -> add(times, time, path, node));
    }
    return messages(registration, times, raw);
  }

  private static void add(
      Map<Instant, Map<LwM2mPath, LwM2mNode>> times,
      @Nullable Instant time,
      LwM2mPath path,
      @Nullable LwM2mNode node) {
    if (node != null) {
      times.computeIfAbsent(time == null ? NO_TIME : time, _ -> new TreeMap<>()).put(path, node);
    }
  }

  private List<DeviceMessage> messages(
      Registration registration,
      SortedMap<Instant, Map<LwM2mPath, LwM2mNode>> times,
      @Nullable Raw raw) {
    Optional<DeviceId> device = device(registration);
    if (device.isEmpty()) {
      return List.of();
    }
    DeviceId id = device.get();
    Lwm2mSettings.Profile profile = profile(registration);
    Layout layout = Profiles.layout(settings, profile);
    var messages = new ArrayList<DeviceMessage>();
    Known it = known(registration);
    synchronized (it) {
      times.forEach(
          (time, nodes) -> {
            var translation =
                new Translation(
                    id,
                    point -> uplink.find(id, point),
                    it.points,
                    registration.getAvailableInstances(),
                    layout);
            nodes.forEach(translation::take);
            Meaning meaning = translation.meaning(time.equals(NO_TIME) ? null : time);
            messages.addAll(meaning.messages());
            Rejected loss = meaning.loss();
            if (loss != null) {
              uplink.lost(id, loss.reason(), loss.detail(), raw);
            }
          });
    }
    return messages;
  }
}
