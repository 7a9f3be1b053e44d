package io.fengsui.simulator.target;

import io.fengsui.simulator.hub.HubApi;
import java.io.IOException;

/**
 * What the hub's links counted since it started. MQTT 3.1.1 acknowledges refused messages as well,
 * so acknowledgements alone do not prove that a message was taken.
 *
 * @param accepted messages that are on the bus
 * @param refused messages that are not: rejected, or turned away while the hub was full
 */
public record LinkCounts(long accepted, long refused) {

  public static LinkCounts now(HubApi hub) throws IOException, InterruptedException {
    long accepted = 0;
    long refused = 0;
    for (var link : hub.get("/api/links")) {
      accepted += link.path("accepted").asLong();
      refused += link.path("rejected").asLong() + link.path("busy").asLong();
    }
    return new LinkCounts(accepted, refused);
  }

  public LinkCounts since(LinkCounts before) {
    return new LinkCounts(accepted - before.accepted, refused - before.refused);
  }
}
