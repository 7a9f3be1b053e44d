package io.fengsui.adapter.mqtt.convention.zigbee2mqtt;

import io.fengsui.adapter.mqtt.convention.Node;
import java.util.Map;

/**
 * One device of the bridge's list.
 *
 * @param ieee its address, which stays; lower-case, {@code 0x} and 16 digits
 * @param name what people call it, which may change
 * @param about what it tells of itself
 * @param settable what may be written, and what to write to switch it on
 */
record ZigbeeDevice(
    String ieee, String name, Map<String, String> about, Map<String, Node> settable) {
  ZigbeeDevice {
    about = Map.copyOf(about);
    settable = Map.copyOf(settable);
  }
}
