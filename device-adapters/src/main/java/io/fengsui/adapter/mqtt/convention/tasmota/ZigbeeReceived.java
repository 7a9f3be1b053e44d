package io.fengsui.adapter.mqtt.convention.tasmota;

import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a Zigbee device says through Tasmota's bridge. Pure. */
final class ZigbeeReceived {

  private static final Set<String> PASSED_OVER =
      Set.of(
          "Device",
          "Name",
          "Endpoint",
          "Group",
          "ZoneType",
          "IEEEAddr",
          "ModelId",
          "Manufacturer",
          "ZoneStatus",
          "ZoneStatusChange",
          "0500/0002",
          "0500/0001");

  /** Tasmota's words for what the vocabulary has another word for. */
  private static final Map<String, String> WORDS =
      Map.of(
          "LinkQuality", "link.quality",
          "BatteryPercentage", "battery",
          "BatteryVoltage", "voltage",
          "Temperature", "temperature",
          "Humidity", "humidity",
          "Occupancy", "motion",
          "Fire", "smoke",
          "Water", "water.leak",
          "CO", "co.alarm");

  private ZigbeeReceived() {}

  /**
   * @param zoneType what the device said of itself, now or before
   */
  static Gathered gather(Node.Members said, int zoneType) {
    var gathered = new Gathered();
    Node status = zoneStatus(said);
    if (status != null) {
      int bits = number(status);
      if (bits >= 0) {
        IasZone.gather(bits, zoneType, gathered);
      }
    }
    said.all()
        .forEach(
            (name, node) -> {
              String canonical = WORDS.get(name);
              if (canonical != null) {
                gathered.metric(canonical, node);
              } else if (!PASSED_OVER.contains(name)) {
                gathered.named(name, node);
              }
            });
    return gathered;
  }

  /** The zone's type, if the message tells it. */
  static int zoneType(Node.Members said) {
    Node type = said.get("ZoneType") == null ? said.get("0500/0001") : said.get("ZoneType");
    return type == null ? IasZone.UNKNOWN : number(type);
  }

  private static @Nullable Node zoneStatus(Node.Members said) {
    for (String name : List.of("ZoneStatusChange", "ZoneStatus", "0500/0002")) {
      Node found = said.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** A number, or a text of hexadecimal digits behind 0x; -1 if it is neither. */
  private static int number(Node node) {
    if (node instanceof Node.Text(String text) && text.matches("0[xX][0-9a-fA-F]{1,4}")) {
      return Integer.parseInt(text.substring(2), 16);
    }
    double amount = Gathered.number(node);
    return amount >= 0 && amount <= 0xFFFF ? (int) amount : -1;
  }
}
