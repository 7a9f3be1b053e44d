package io.fengsui.adapter.mqtt.convention.tasmota;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.Bounded;
import io.fengsui.adapter.mqtt.convention.Findings;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.Ordered;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands as Tasmota's own, and what it answers under {@code stat}. Not thread-safe. */
final class TasmotaCommands {

  private static final int MAX_DEVICES = 10_000;

  /**
   * @param word what the answer names, in lower case
   */
  private record Awaited(String word, String key) {}

  private record Line(String command, String argument, String word) {}

  private final boolean topicFirst;
  private final Map<DeviceId, TasmotaTopic> places = new Bounded<>(MAX_DEVICES);
  private final Map<String, Awaited> awaited = new Bounded<>(MAX_DEVICES);

  TasmotaCommands(boolean topicFirst) {
    this.topicFirst = topicFirst;
  }

  void heard(DeviceId device, TasmotaTopic topic) {
    places.put(device, topic);
  }

  Optional<Ordered> order(Command command) {
    TasmotaTopic place = places.get(command.device());
    if (place == null) {
      return Optional.empty();
    }
    Line line = line(command);
    if (line == null) {
      return Optional.of(Ordered.Settled.unsupported());
    }
    String key = "tasmota/" + place.topic();
    awaited.put(place.topic(), new Awaited(line.word(), key));
    String topic = place.command(line.command(), topicFirst);
    return Optional.of(new Ordered.Send(topic, line.argument().getBytes(UTF_8), 1, key));
  }

  /** The buzzer is what a detector of this kind has to be tested and muted by. */
  private static @Nullable Line line(Command command) {
    boolean on = !(command.arguments().get("on") instanceof Value.Flag(boolean flag)) || flag;
    return switch (command.name()) {
      case "mute" -> new Line("Buzzer", on ? "0" : "1", "buzzer");
      case "self-test" -> new Line("Buzzer", "2", "buzzer");
      case "power" -> new Line("Power", on ? "ON" : "OFF", "power");
      case "read", "read-state" -> new Line("Status", "10", "statussns");
      default -> null;
    };
  }

  /** A word under {@code stat}: the answer, if it is of what was asked. */
  void answered(TasmotaTopic topic, Node.Members said, Gathered values, Findings findings) {
    Awaited wanted = awaited.isEmpty() ? null : awaited.get(topic.topic());
    if (wanted == null) {
      return;
    }
    boolean unknown = said.text("Command").equals("Unknown");
    boolean meant =
        said.all().keySet().stream()
            .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(wanted.word()));
    if (unknown || meant) {
      awaited.remove(topic.topic());
      findings.answered(
          wanted.key(),
          unknown
              ? new CommandOutcome.Refused("the device does not know the command")
              : new CommandOutcome.Done(values.readings()));
    }
  }
}
