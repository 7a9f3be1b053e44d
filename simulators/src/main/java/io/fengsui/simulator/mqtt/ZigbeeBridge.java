package io.fengsui.simulator.mqtt;

import io.fengsui.simulator.wire.Login;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bridge in the manner of Zigbee2MQTT with smoke detectors behind it, at a broker. Its list of
 * devices, its state and their states are retained, as bridges are usually set. Used by one thread.
 */
public final class ZigbeeBridge implements AutoCloseable {

  private final String base;
  private final Word word;
  private final Map<String, String> names = new LinkedHashMap<>();

  private ZigbeeBridge(String base, Word word) {
    this.base = base;
    this.word = word;
  }

  /**
   * Connects and tells of the detectors.
   *
   * @param base first levels of all topics, for instance {@code zigbee2mqtt}
   * @param detectors IEEE address, {@code 0x} and 16 digits, to the name that people gave it
   */
  public static ZigbeeBridge start(
      InetSocketAddress broker, Login login, String base, Map<String, String> detectors)
      throws IOException {
    var bridge = new ZigbeeBridge(base, Word.open(broker, login));
    bridge.names.putAll(detectors);
    bridge.word.say(base + "/bridge/state", Map.of("state", "online"), true);
    bridge.list();
    return bridge;
  }

  /** Gives a detector another name. */
  public void rename(String ieee, String name) throws IOException {
    names.put(ieee, name);
    list();
  }

  /** One report of a detector. */
  public void report(String ieee, boolean smoke, int batteryPercent) throws IOException {
    var state = new LinkedHashMap<String, Object>();
    state.put("smoke", smoke);
    state.put("battery", batteryPercent);
    state.put("battery_low", batteryPercent < 10);
    state.put("voltage", 2500 + 5 * batteryPercent);
    state.put("tamper", false);
    state.put("linkquality", 92);
    word.say(base + "/" + name(ieee), state, true);
  }

  /** Says whether the bridge still hears a detector. */
  public void available(String ieee, boolean online) throws IOException {
    var state = Map.of("state", online ? "online" : "offline");
    word.say(base + "/" + name(ieee) + "/availability", state, true);
  }

  private String name(String ieee) {
    String name = names.get(ieee);
    if (name == null) {
      throw new IllegalArgumentException("the bridge has no detector " + ieee);
    }
    return name;
  }

  private void list() throws IOException {
    List<Map<String, Object>> devices =
        names.entrySet().stream().map(each -> device(each.getKey(), each.getValue())).toList();
    word.say(base + "/bridge/devices", devices, true);
  }

  private static Map<String, Object> device(String ieee, String name) {
    return Map.of(
        "ieee_address",
        ieee,
        "friendly_name",
        name,
        "type",
        "EndDevice",
        "supported",
        true,
        "disabled",
        false,
        "power_source",
        "Battery",
        "definition",
        Map.of(
            "model", "SIM-SD1",
            "vendor", "Simulated",
            "description", "Smoke detector",
            "exposes",
                List.of(
                    Map.of("type", "binary", "property", "smoke", "access", 1),
                    Map.of(
                        "type",
                        "binary",
                        "property",
                        "silence",
                        "access",
                        7,
                        "value_on",
                        "ON",
                        "value_off",
                        "OFF"))));
  }

  @Override
  public void close() throws IOException {
    try (word) {
      word.say(base + "/bridge/state", Map.of("state", "offline"), true);
    }
  }
}
