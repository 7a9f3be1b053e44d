package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.Bounded;
import io.fengsui.adapter.mqtt.convention.Findings;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.Ordered;
import io.fengsui.adapter.mqtt.convention.Written;
import io.fengsui.adapter.mqtt.convention.sparkplug.Birth.Known;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Commands as metrics that are written; that the device says the same value is the answer. {@code
 * mute} and {@code self-test} write the metric that is called so, {@code write} the one in its
 * argument {@code metric}; {@code rebirth} and {@code read-state} ask for all values anew; {@code
 * reboot} must be confirmed. Not thread-safe.
 */
final class SparkplugCommands {

  /** So many devices at once; of more, the ones heard longest ago must speak first. */
  private static final int MAX_DEVICES = 10_000;

  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "mute", Set.of("mute", "silence", "hush"),
          "self-test", Set.of("selftest", "test"),
          "reboot", Set.of("reboot"));

  /**
   * @param value null if any birth is the answer
   */
  private record Awaited(@Nullable Node value, Instant deadline) {}

  private final InstantSource clock;
  private final Rebirths rebirths;
  private final Map<DeviceId, SparkplugTopic> places = new Bounded<>(MAX_DEVICES);
  private final Map<String, Awaited> awaited = new Bounded<>(MAX_DEVICES);

  SparkplugCommands(InstantSource clock, Rebirths rebirths) {
    this.clock = clock;
    this.rebirths = rebirths;
  }

  void heard(DeviceId device, SparkplugTopic topic) {
    places.put(device, topic);
  }

  Optional<Ordered> order(Command command, Function<String, @Nullable EdgeNode> edges) {
    SparkplugTopic place = places.get(command.device());
    if (place == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (command.name()) {
          case "rebirth", "read-state" -> rebirth(command, place);
          default -> write(command, place, edges.apply(place.edgeAddress()));
        });
  }

  private Ordered rebirth(Command command, SparkplugTopic place) {
    if (!rebirths.mayAsk(place)) {
      return Ordered.Settled.refused("its edge node was asked less than 30 s ago");
    }
    rebirths.asked(place);
    byte[] payload = Orders.rebirth(clock.instant());
    return send(command, place.node().to("NCMD"), key(place, Orders.REBIRTH), payload, null);
  }

  private Ordered write(Command command, SparkplugTopic place, @Nullable EdgeNode edge) {
    if (edge == null || !edge.knows(place.device())) {
      String why = command.device() + " has not been born again";
      return new Ordered.Settled(new CommandOutcome.Unreachable(why));
    }
    if (command.name().equals("reboot") && !command.arguments().containsKey("confirm")) {
      return Ordered.Settled.refused("reboot needs the argument confirm");
    }
    Optional<Known> wanted = metric(command, edge.birth(place.device()));
    if (wanted.isEmpty()) {
      return Ordered.Settled.unsupported();
    }
    Known metric = wanted.get();
    Value value = value(command);
    Optional<byte[]> payload = Orders.set(metric.name(), metric.datatype(), value, clock.instant());
    if (payload.isEmpty()) {
      return Ordered.Settled.refused(metric.name() + " cannot hold this value");
    }
    String topic = place.to(place.device().isEmpty() ? "NCMD" : "DCMD");
    return send(command, topic, key(place, metric.name()), payload.get(), Written.node(value));
  }

  private static Value value(Command command) {
    Map<String, Value> arguments = command.arguments();
    return arguments.getOrDefault("value", arguments.getOrDefault("on", new Value.Flag(true)));
  }

  private static Optional<Known> metric(Command command, Birth birth) {
    if (!command.name().equals("write")) {
      return birth.called(WORDS.getOrDefault(command.name(), Set.of()));
    }
    return command.arguments().get("metric") instanceof Value.Text(String name)
            && !name.startsWith("Node Control/")
        ? birth.named(name)
        : Optional.empty();
  }

  private Ordered send(
      Command command, String topic, String key, byte[] payload, @Nullable Node value) {
    Awaited earlier = awaited.get(key);
    if (earlier != null && clock.instant().isBefore(earlier.deadline())) {
      String why = "such a command to %s is under way already".formatted(command.device());
      return new Ordered.Settled(new CommandOutcome.Unreachable(why));
    }
    awaited.put(key, new Awaited(value, command.deadline()));
    return new Ordered.Send(topic, payload, 0, key);
  }

  private static String key(SparkplugTopic place, String metric) {
    return place.to("") + " " + metric;
  }

  /** The device, or its edge node, was born. */
  void born(SparkplugTopic topic, Findings findings) {
    String key = awaited.isEmpty() ? "" : key(topic, Orders.REBIRTH);
    if (awaited.remove(key) != null) {
      findings.answered(key, new CommandOutcome.Done(Map.of()));
    }
  }

  /** The device said something of a metric. */
  void told(SparkplugTopic topic, String metric, Node value, Findings findings) {
    String key = awaited.isEmpty() ? "" : key(topic, metric);
    Awaited wanted = awaited.get(key);
    if (wanted != null && wanted.value() != null && isSame(wanted.value(), value)) {
      awaited.remove(key);
      var answer = new Gathered();
      answer.outside(metric, value);
      findings.answered(key, new CommandOutcome.Done(answer.readings()));
    }
  }

  private static boolean isSame(Node wanted, Node told) {
    return wanted.equals(told) || (float) amount(wanted) == (float) amount(told);
  }

  private static double amount(Node node) {
    return node instanceof Node.Bool(boolean on) ? (on ? 1 : 0) : Gathered.number(node);
  }
}
