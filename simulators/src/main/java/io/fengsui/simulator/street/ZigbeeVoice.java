package io.fengsui.simulator.street;

import io.fengsui.simulator.scenario.Post;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A detector behind a Zigbee bridge; its name has a slash, as people like to give them. */
final class ZigbeeVoice implements Voice {
  private static final double LOW = 10;

  private final Bridge bridge;
  private final String name;

  ZigbeeVoice(Bridge bridge, Post post) {
    this.bridge = bridge;
    this.name = post.floor() + "层/" + post.room();
    bridge.add(Addresses.ieee(post), name);
  }

  /** It speaks once its bridge is connected. */
  @Override
  public CompletableFuture<Void> open() {
    return bridge.open();
  }

  @Override
  public boolean connected() {
    return bridge.connected();
  }

  @Override
  public CompletableFuture<Void> report(Map<String, Object> values, long at) {
    return bridge.say(name, state(values, at));
  }

  /** In the words of Zigbee2MQTT: batteries in percent and mV, times in ms. */
  private static Map<String, Object> state(Map<String, Object> values, long at) {
    var state = new LinkedHashMap<String, Object>();
    values.forEach(
        (metric, value) -> {
          switch (metric) {
            case "smoke.density" -> state.put("smoke_density_dbm", value);
            case "fault" -> state.put("trouble", value);
            default -> state.put(metric.replace('.', '_'), value);
          }
        });
    if (values.get("battery") instanceof Double percent) {
      state.put("battery_low", percent < LOW);
      state.put("voltage", Math.round(2500 + 5 * percent));
    }
    state.put("linkquality", 92);
    state.put("last_seen", at);
    return state;
  }

  @Override
  public CompletableFuture<Void> babble() {
    return bridge.babble(name);
  }

  /** The bridge goes on. */
  @Override
  public CompletableFuture<Void> close() {
    return CompletableFuture.completedFuture(null);
  }
}
