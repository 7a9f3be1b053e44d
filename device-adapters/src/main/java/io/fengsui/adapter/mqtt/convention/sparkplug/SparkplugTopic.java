package io.fengsui.adapter.mqtt.convention.sparkplug;

import java.util.Optional;

/**
 * {@code spBv1.0/group/type/edge[/device]}.
 *
 * @param device empty for the edge node itself
 */
record SparkplugTopic(String group, String type, String edge, String device) {

  static final String ROOT = "spBv1.0/";

  /** Whoever is registered has a shorter one. */
  private static final int MAX_LENGTH = 400;

  static Optional<SparkplugTopic> parse(String topic) {
    String[] level = topic.length() <= MAX_LENGTH ? topic.split("/", -1) : new String[0];
    boolean fits = level.length == 4 || level.length == 5;
    for (String each : level) {
      fits = fits && !each.isEmpty();
    }
    return fits
        ? Optional.of(
            new SparkplugTopic(level[1], level[2], level[3], level.length == 5 ? level[4] : ""))
        : Optional.empty();
  }

  /** An edge node by its address. */
  static SparkplugTopic node(String edgeAddress) {
    int slash = edgeAddress.indexOf('/');
    String group = edgeAddress.substring(0, slash);
    return new SparkplugTopic(group, "NBIRTH", edgeAddress.substring(slash + 1), "");
  }

  /** What the edge node is registered with. */
  String edgeAddress() {
    return group + "/" + edge;
  }

  /** The same place with another type, as a topic. */
  String to(String other) {
    String node = ROOT + group + "/" + other + "/" + edge;
    return device.isEmpty() ? node : node + "/" + device;
  }

  /** Its edge node. */
  SparkplugTopic node() {
    return device("");
  }

  /** A device of the same edge node. */
  SparkplugTopic device(String name) {
    return new SparkplugTopic(group, type, edge, name);
  }

  boolean isBirth() {
    return type.equals("NBIRTH") || type.equals("DBIRTH");
  }

  /** Whether it is from a host, to an edge node or a device. */
  boolean isOrder() {
    return type.equals("NCMD") || type.equals("DCMD");
  }
}
