package io.fengsui.simulator.crash;

import io.fengsui.simulator.crash.Actor.Way;
import io.fengsui.simulator.hub.HubApi;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * From a moment on: whether the hub is ready and has taken messages over every way that was in use
 * before.
 */
final class Recovery {
  private static final Duration LOOK = Duration.ofMillis(25);

  private final Crowd crowd;
  private final Optional<Broker> broker;
  private final Map<Way, Long> before = new EnumMap<>(Way.class);
  private final long since = System.nanoTime();

  Recovery(Crowd crowd, Optional<Broker> broker) {
    this.crowd = crowd;
    this.broker = broker;
    crowd.ways().forEach(way -> before.put(way, taken(way)));
  }

  /**
   * Waits for it.
   *
   * @return seconds since this was made
   * @throws IOException if it takes too long
   */
  double await(HubUnderFire hub) throws IOException, InterruptedException {
    long end = System.nanoTime() + HubUnderFire.PATIENCE.toNanos();
    String missing = missing(hub.running().api());
    while (!missing.isEmpty()) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "%s %d s after the faults were over:\n%s"
                .formatted(missing, HubUnderFire.PATIENCE.toSeconds(), hub.running().lastWords()));
      }
      Thread.sleep(LOOK);
      missing = missing(hub.running().api());
    }
    return (System.nanoTime() - since) / 1e9;
  }

  private String missing(HubApi hub) throws InterruptedException {
    for (var way : before.entrySet()) {
      if (taken(way.getKey()) <= way.getValue()) {
        return "no device was heard " + way.getKey();
      }
    }
    try {
      hub.text("/actuator/health/readiness");
      return "";
    } catch (IOException e) {
      return "the hub is not ready (" + e.getMessage() + ")";
    }
  }

  private long taken(Way way) {
    return way == Way.BROKER && broker.isPresent()
        ? broker.get().takenByHub().size()
        : crowd.acknowledged(way);
  }
}
