package io.fengsui.hub.link;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Stranger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who spoke on a link without being registered, since the hub started: at most {@value #MOST}; who
 * was not seen for longest is forgotten first. Thread-safe.
 */
public final class Strangers {

  static final int MOST = 1_000;

  private final InstantSource clock;
  private final Map<Key, Sighting> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Sighting> eldest) {
          return size() > MOST;
        }
      };

  private record Key(@Nullable DeviceId parent, String address) {}

  /**
   * Somebody unregistered.
   *
   * @param times how often it was seen
   */
  public record Sighting(Stranger stranger, Instant firstAt, Instant lastAt, long times) {}

  Strangers(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void sighted(Stranger stranger) {
    Instant now = clock.instant();
    seen.merge(
        new Key(stranger.parent(), stranger.address()),
        new Sighting(stranger, now, now, 1),
        (before, first) -> new Sighting(stranger, before.firstAt, now, before.times + 1));
  }

  /** The latest first. */
  public synchronized List<Sighting> all() {
    return seen.values().stream()
        .sorted(Comparator.comparing(Sighting::lastAt).reversed())
        .toList();
  }
}
