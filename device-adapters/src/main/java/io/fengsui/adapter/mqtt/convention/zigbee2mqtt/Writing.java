package io.fengsui.adapter.mqtt.convention.zigbee2mqtt;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.Written;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command as something to write.
 *
 * @param verb the topic's last level, {@code set} or {@code get}
 * @param property what is written or asked for
 */
record Writing(String verb, String property, Node value) {

  /** What makers call it. Of those that a device has, the first is written. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "mute", List.of("mute", "silence", "buzzer_manual_mute", "temporary_mute"),
          "self-test", List.of("self_test", "selftest", "buzzer_manual_alarm", "test"));

  /** What a state must say to be the answer; for a test or a question any of it. */
  record Awaited(String key, String property, @Nullable Node value) {
    boolean isMetBy(Node state) {
      Node said = state.get(property);
      return said != null && (value == null || said.equals(value));
    }
  }

  /** Empty if the device has nothing that could be written for it. */
  static Optional<Writing> of(Command command, @Nullable ZigbeeDevice device) {
    if (command.name().equals("read")) {
      return Optional.of(new Writing("get", "smoke", new Node.Text("")));
    }
    List<String> names = names(command.name());
    if (device == null || device.settable().isEmpty()) {
      return NAMES.containsKey(command.name())
          ? Optional.of(new Writing("set", unlisted(command.name()), new Node.Text("")))
          : Optional.empty();
    }
    return names.stream()
        .filter(device.settable()::containsKey)
        .findFirst()
        .map(name -> new Writing("set", name, value(command, device.settable().get(name))));
  }

  private static List<String> names(String command) {
    return NAMES.getOrDefault(command, List.of(command.replace('-', '_')));
  }

  /** For a bridge that keeps no list: what most take. */
  private static String unlisted(String command) {
    return command.equals("self-test") ? "selftest" : "mute";
  }

  private static Node value(Command command, @Nullable Node on) {
    Value wanted = command.arguments().get("value");
    if (wanted != null) {
      return Written.node(wanted);
    }
    boolean off = command.arguments().get("on") instanceof Value.Flag(boolean flag) && !flag;
    if (off) {
      return on instanceof Node.Text(String text) && text.equals("ON")
          ? new Node.Text("OFF")
          : new Node.Bool(false);
    }
    return on == null ? new Node.Bool(true) : on;
  }

  Node.Members payload() {
    return new Node.Members(Map.of(property, value));
  }

  Awaited awaited(String key) {
    boolean any = value instanceof Node.Text || verb.equals("get");
    return new Awaited(key, property, any ? null : value);
  }
}
