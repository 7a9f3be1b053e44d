package io.fengsui.adapter.mqtt.convention.homeassistant;

import io.fengsui.adapter.mqtt.convention.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Long names for the short ones, and base topics filled in. Pure. */
final class Keys {

  private static final Map<String, String> LONG =
      Map.ofEntries(
          Map.entry("stat_t", "state_topic"),
          Map.entry("val_tpl", "value_template"),
          Map.entry("pl_on", "payload_on"),
          Map.entry("pl_off", "payload_off"),
          Map.entry("dev_cla", "device_class"),
          Map.entry("unit_of_meas", "unit_of_measurement"),
          Map.entry("uniq_id", "unique_id"),
          Map.entry("avty_t", "availability_topic"),
          Map.entry("avty_tpl", "availability_template"),
          Map.entry("avty", "availability"),
          Map.entry("avty_mode", "availability_mode"),
          Map.entry("pl_avail", "payload_available"),
          Map.entry("pl_not_avail", "payload_not_available"),
          Map.entry("json_attr_t", "json_attributes_topic"),
          Map.entry("exp_aft", "expire_after"),
          Map.entry("off_dly", "off_delay"),
          Map.entry("cmd_t", "command_topic"),
          Map.entry("dev", "device"),
          Map.entry("o", "origin"),
          Map.entry("en", "enabled_by_default"),
          Map.entry("ent_cat", "entity_category"),
          Map.entry("cmps", "components"),
          Map.entry("p", "platform"),
          Map.entry("t", "topic"));

  private static final Map<String, String> OF_DEVICES =
      Map.of(
          "ids", "identifiers",
          "cns", "connections",
          "mf", "manufacturer",
          "mdl", "model",
          "sw", "sw_version",
          "hw", "hw_version",
          "sn", "serial_number");

  private Keys() {}

  /** A configuration with long names, {@code ~} replaced by what it stands for. */
  static Node.Members expand(Node.Members config) {
    return expand(config, config.text("~"), LONG);
  }

  private static Node.Members expand(Node.Members config, String base, Map<String, String> names) {
    Map<String, Node> all = new LinkedHashMap<>();
    config
        .all()
        .forEach(
            (name, node) -> {
              String full = names.getOrDefault(name, name);
              all.put(full, expand(full, node, base));
            });
    return new Node.Members(all);
  }

  private static Node expand(String name, Node node, String base) {
    return switch (name) {
      case "device" ->
          node instanceof Node.Members device ? expand(device, base, OF_DEVICES) : node;
      case "availability" -> availability(node, base);
      case "components" -> node; // each has its own base, or the common one
      default ->
          node instanceof Node.Text(String text) && !base.isEmpty() && !name.endsWith("template")
              ? new Node.Text(based(text, base))
              : node;
    };
  }

  private static Node availability(Node node, String base) {
    if (node instanceof Node.Members one) {
      return expand(one, base, LONG);
    }
    if (node instanceof Node.Elements(var all)) {
      List<Node> each = new ArrayList<>();
      all.forEach(one -> each.add(availability(one, base)));
      return new Node.Elements(each);
    }
    return node;
  }

  private static String based(String text, String base) {
    if (text.startsWith("~")) {
      return base + text.substring(1);
    }
    return text.endsWith("~") ? text.substring(0, text.length() - 1) + base : text;
  }

  /** What all components of a device share, under what each says of itself. */
  static Node.Members merged(Node.Members common, Node.Members own) {
    Map<String, Node> all = new LinkedHashMap<>(common.all());
    all.remove("components");
    all.putAll(own.all());
    return expand(new Node.Members(all));
  }

  static String text(Node node, String name, String otherwise) {
    Node found = node.get(name);
    return found == null ? otherwise : found.plain();
  }

  /** A topic that can be subscribed to as it stands; null for none and for patterns. */
  static @Nullable String topic(Node node, String name) {
    String topic = node.text(name);
    boolean good =
        !topic.isEmpty()
            && topic.length() <= 512
            && !topic.startsWith("$")
            && topic.chars().noneMatch(c -> c == '+' || c == '#' || c == 0);
    return good ? topic : null;
  }
}
