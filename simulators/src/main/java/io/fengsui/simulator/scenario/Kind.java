package io.fengsui.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What devices of one kind do.
 *
 * @param type the hub's device type
 * @param over the protocol it speaks, one of {@link #PROTOCOLS}
 * @param label what people call it, last part of a device's name
 * @param shortest shortest time between two reports
 * @param longest longest time between two reports
 * @param supervision class such as {@code 90s}; empty = that of the type
 * @param values curve by metric
 */
public record Kind(
    String type,
    String over,
    String label,
    Duration shortest,
    Duration longest,
    String supervision,
    Map<String, Curve> values) {
  /** The first is the usual one. */
  public static final List<String> PROTOCOLS =
      List.of("mqtt", "coap", "lwm2m", "gb26875", "zigbee2mqtt", "thingsboard");

  public Kind {
    values = Map.copyOf(values);
  }

  /** The hub's link that it speaks over: that of MQTT has some ways to speak. */
  public String link() {
    return over.equals("zigbee2mqtt") || over.equals("thingsboard") ? "mqtt" : over;
  }
}
