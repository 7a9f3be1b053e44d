package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.mqtt.convention.Bounded;
import io.fengsui.adapter.mqtt.convention.Findings;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Ordered;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Commands as metrics that are written; the device's next word of the metric is the answer. Which
 * metric it is, its birth says. Not thread-safe.
 */
final class SparkplugCommands {

  private static final int MAX_DEVICES = 10_000;
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "mute", Set.of("mute", "silence", "hush"),
          "self-test", Set.of("selftest", "test"));

  private record Awaited(String metric, String key) {}

  private final InstantSource clock;
  private final Map<DeviceId, SparkplugTopic> places = new Bounded<>(MAX_DEVICES);
  private final Map<String, Awaited> awaited = new Bounded<>(MAX_DEVICES);

  SparkplugCommands(InstantSource clock) {
    this.clock = clock;
  }

  void heard(DeviceId device, SparkplugTopic topic) {
    places.put(device, topic);
  }

  Optional<Ordered> order(Command command, Function<String, @Nullable EdgeNode> edges) {
    SparkplugTopic place = places.get(command.device());
    if (place == null) {
      return Optional.empty();
    }
    EdgeNode edge = edges.apply(place.edgeAddress());
    if (edge == null || edge.isDead() || !edge.knows(place.device())) {
      return Optional.of(
          new Ordered.Settled(
              new CommandOutcome.Unreachable(command.device() + " has not been born again")));
    }
    Set<String> words =
        WORDS.getOrDefault(command.name(), Set.of(command.name().replaceAll("[^a-z0-9]", "")));
    Optional<Birth.Known> metric = edge.birth(place.device()).called(words);
    return Optional.of(
        metric
            .map(known -> send(command, place, known))
            .orElseGet(Ordered.Settled::unsupported));
  }

  private Ordered send(Command command, SparkplugTopic place, Birth.Known metric) {
    Value value =
        command
            .arguments()
            .getOrDefault("value", command.arguments().getOrDefault("on", new Value.Flag(true)));
    String topic = place.to(place.device().isEmpty() ? "NCMD" : "DCMD");
    awaited.put(place.to(""), new Awaited(metric.name(), topic));
    return new Ordered.Send(
        topic, Orders.set(metric.name(), metric.datatype(), value, clock.instant()), 0, topic);
  }

  /** The device said something of a metric. */
  void told(SparkplugTopic topic, String metric, Metric.Wire value, Findings findings) {
    Awaited wanted = awaited.isEmpty() ? null : awaited.get(topic.to(""));
    if (wanted != null && wanted.metric().equals(metric)) {
      awaited.remove(topic.to(""));
      var answer = new Gathered();
      answer.outside(metric, Metric.node(value, 0));
      findings.answered(wanted.key(), new CommandOutcome.Done(answer.readings()));
    }
  }
}
