package io.fengsui.hub.ledger;

import io.fengsui.adapter.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts by link, registered device and reason; as many as there are of these, so bounded by the
 * registry. Thread-safe, never blocks for I/O.
 */
final class LossCounts {

  /** What is counted apart. */
  private record Key(String link, @Nullable DeviceId device, LossReason reason) {}

  private static final class Count {
    private long times;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    synchronized void add(long more, Instant from, Instant to) {
      times += more;
      first = from.isBefore(first) ? from : first;
      last = to.isAfter(last) ? to : last;
    }

    synchronized LossCount of(Key key) {
      return new LossCount(key.link, key.device, key.reason, times, first, last);
    }
  }

  private final Map<Key, Count> ofLinks = new ConcurrentHashMap<>();
  private final Map<DeviceId, Map<Key, Count>> ofDevices = new ConcurrentHashMap<>();
  private final Set<Key> unsaved = ConcurrentHashMap.newKeySet();

  void add(String link, @Nullable DeviceId device, LossReason reason, Instant at) {
    var key = new Key(link, device, reason);
    count(key).add(1, at, at);
    unsaved.add(key);
  }

  /** Adds what was counted by earlier runs. */
  void load(Collection<LossCount> earlier) {
    for (LossCount each : earlier) {
      count(new Key(each.link(), each.device(), each.reason()))
          .add(each.count(), each.firstAt(), each.lastAt());
    }
  }

  /** What changed since this was last called; {@link #again} if it could not be saved. */
  List<LossCount> takeUnsaved() {
    List<LossCount> taken = new ArrayList<>();
    for (Key key : List.copyOf(unsaved)) {
      unsaved.remove(key); // before it is read: what is counted meanwhile puts it back
      taken.add(count(key).of(key));
    }
    return taken;
  }

  void again(List<LossCount> notSaved) {
    notSaved.forEach(each -> unsaved.add(new Key(each.link(), each.device(), each.reason())));
  }

  /** Of one device, the most frequent first. */
  List<LossCount> of(DeviceId device) {
    return sorted(ofDevices.getOrDefault(device, Map.of()).entrySet().stream());
  }

  /** Of all links, by reason, their devices added up; the most frequent first. */
  List<LossCount> ofLinks() {
    Map<Key, Count> sums = new ConcurrentHashMap<>();
    Stream.concat(
            ofLinks.entrySet().stream(),
            ofDevices.values().stream().flatMap(each -> each.entrySet().stream()))
        .map(each -> each.getValue().of(each.getKey()))
        .forEach(
            each ->
                sums.computeIfAbsent(new Key(each.link(), null, each.reason()), key -> new Count())
                    .add(each.count(), each.firstAt(), each.lastAt()));
    return sorted(sums.entrySet().stream());
  }

  private Count count(Key key) {
    DeviceId device = key.device;
    Map<Key, Count> counts =
        device == null
            ? ofLinks
            : ofDevices.computeIfAbsent(device, id -> new ConcurrentHashMap<>());
    return counts.computeIfAbsent(key, each -> new Count());
  }

  private static List<LossCount> sorted(Stream<Map.Entry<Key, Count>> counts) {
    return counts
        .map(each -> each.getValue().of(each.getKey()))
        .sorted(
            Comparator.comparingLong(LossCount::count)
                .reversed()
                .thenComparing(LossCount::link)
                .thenComparing(LossCount::reason))
        .toList();
  }
}
