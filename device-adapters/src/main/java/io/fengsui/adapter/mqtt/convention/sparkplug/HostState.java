package io.fengsui.adapter.mqtt.convention.sparkplug;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.Parsed;
import io.fengsui.adapter.mqtt.convention.Publish;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the hub says of itself as a primary host: edge nodes that wait for one keep their values
 * while it is away. Birth and will have the same time, that of the connection. Thread-safe.
 */
public final class HostState {

  private final @Nullable String hostId;
  private final InstantSource clock;
  private volatile Instant since;

  /**
   * @param hostId null if the hub is no primary host
   */
  public HostState(@Nullable String hostId, InstantSource clock) {
    this.hostId = hostId;
    this.clock = clock;
    this.since = clock.instant();
  }

  Optional<String> topic() {
    return Optional.ofNullable(hostId).map(id -> SparkplugTopic.ROOT + "STATE/" + id);
  }

  /** A connection begins. */
  void joining() {
    since = clock.instant();
  }

  Optional<Finding.Reply> online() {
    return say(true);
  }

  Optional<Finding.Reply> offline() {
    return say(false);
  }

  private Optional<Finding.Reply> say(boolean online) {
    String words = "{\"online\":%s,\"timestamp\":%d}".formatted(online, since.toEpochMilli());
    return topic().map(topic -> new Finding.Reply(topic, words.getBytes(UTF_8), 1, true));
  }

  /** That the hub is here after all, when an earlier connection's will says that it is not. */
  Optional<Finding.Reply> answerTo(Publish state) {
    boolean ours = topic().filter(state.topic()::equals).isPresent();
    boolean offline =
        Parsed.of(state.payload()) instanceof Parsed.Good(Node said)
            && said.get("online") instanceof Node.Bool(boolean online)
            && !online;
    return ours && offline ? online() : Optional.empty();
  }
}
