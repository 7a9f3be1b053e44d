package io.fengsui.simulator.street;

import io.fengsui.simulator.hub.Registered;
import io.fengsui.simulator.scenario.Post;
import java.util.HashMap;
import java.util.Map;

/**
 * A street's Zigbee bridges: one for each building, signed in at the hub, shared by its detectors.
 */
final class Bridges {
  private final MqttLine.Exchange exchange;
  private final Map<String, Registered> registered;
  private final Map<String, Bridge> bridges = new HashMap<>();

  /**
   * @param registered who each device is, by its key in the scenario
   */
  Bridges(MqttLine.Exchange exchange, Map<String, Registered> registered) {
    this.exchange = exchange;
    this.registered = registered;
  }

  /** The voice of a bridge, or of a detector behind one. */
  Voice of(Post post) {
    boolean itself = post.behind().isEmpty();
    var bridge = bridges.computeIfAbsent(itself ? post.key() : post.behind(), this::bridge);
    return itself ? bridge : new ZigbeeVoice(bridge, post);
  }

  private Bridge bridge(String key) {
    Registered known = registered.get(key);
    if (known == null) {
      throw new IllegalArgumentException("not registered: " + key);
    }
    return new Bridge(known, exchange);
  }
}
