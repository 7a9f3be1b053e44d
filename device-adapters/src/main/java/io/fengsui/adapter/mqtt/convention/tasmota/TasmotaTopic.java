package io.fengsui.adapter.mqtt.convention.tasmota;

import java.util.Optional;
import java.util.Set;

/**
 * {@code prefix/topic/kind}, or with the first two exchanged.
 *
 * @param prefix {@code tele} or {@code stat}
 * @param topic the device's own part, of one or more levels
 * @param kind the last level, for instance {@code SENSOR}
 */
record TasmotaTopic(String prefix, String topic, String kind) {

  private static final Set<String> PREFIXES = Set.of("tele", "stat");

  static Optional<TasmotaTopic> parse(String name, boolean topicFirst) {
    int last = name.lastIndexOf('/');
    int split = topicFirst ? name.lastIndexOf('/', last - 1) : name.indexOf('/');
    if (split <= 0 || last <= split + 1 || last == name.length() - 1) {
      return Optional.empty();
    }
    String first = name.substring(0, split);
    String second = name.substring(split + 1, last);
    String kind = name.substring(last + 1);
    var topic =
        topicFirst ? new TasmotaTopic(second, first, kind) : new TasmotaTopic(first, second, kind);
    return PREFIXES.contains(topic.prefix) ? Optional.of(topic) : Optional.empty();
  }

  /** The topic of a command to this device. */
  String command(String command, boolean topicFirst) {
    return topicFirst ? topic + "/cmnd/" + command : "cmnd/" + topic + "/" + command;
  }

  /** Without the last level of the device's part, which in some layouts is a Zigbee device's. */
  Optional<TasmotaTopic> above() {
    int slash = topic.lastIndexOf('/');
    return slash <= 0
        ? Optional.empty()
        : Optional.of(new TasmotaTopic(prefix, topic.substring(0, slash), kind));
  }
}
