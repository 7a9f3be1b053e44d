package io.fengsui.simulator.street;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.simulator.scenario.Post;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One device that reports by itself. All methods run on the street's thread. */
final class SimulatedDevice {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> NONSENSE =
      List.of(
          "\u0000\u0001 not json",
          "{\"values\":{\"smoke\":",
          "{\"values\":[1,2,3]}",
          "{\"values\":{\"battery\":1e999,\"temperature\":-4000}}",
          "{\"ts\":\"yesterday\",\"values\":{}}");

  private final Post post;
  private final Connection connection;
  private final Behaviour behaviour;
  private final Counts counts;
  private final InstantSource clock;
  private final ScheduledExecutorService thread;
  private @Nullable ScheduledFuture<?> next;
  private int copies = 1;
  private long silentUntil = Long.MIN_VALUE;

  SimulatedDevice(
      Post post,
      Connection connection,
      Behaviour behaviour,
      Counts counts,
      InstantSource clock,
      ScheduledExecutorService thread) {
    this.post = post;
    this.connection = connection;
    this.behaviour = behaviour;
    this.counts = counts;
    this.clock = clock;
    this.thread = thread;
  }

  Post post() {
    return post;
  }

  Connection connection() {
    return connection;
  }

  Behaviour behaviour() {
    return behaviour;
  }

  /** Begins to report, after a first pause of its own. */
  void start() {
    schedule(behaviour.firstPause());
  }

  /** Reports now, and again as the situation asks for. */
  void reportNow() {
    schedule(Duration.ZERO);
  }

  /** Publishes the next report several times over. */
  void repeatNext(int times) {
    copies = times;
    reportNow();
  }

  /** Says nothing until then. */
  void silence(long until) {
    silentUntil = until;
  }

  /** Publishes what no hub should take for a reading. */
  void talkNonsense() {
    NONSENSE.forEach(text -> send(text.getBytes(UTF_8)));
  }

  private void schedule(Duration pause) {
    if (next != null) {
      next.cancel(false);
    }
    next = thread.schedule(this::report, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void report() {
    long now = System.nanoTime();
    if (silentUntil < now) {
      var body = new LinkedHashMap<String, Object>();
      body.put("ts", clock.millis());
      body.put("values", behaviour.values(now));
      byte[] payload = JSON.writeValueAsBytes(body);
      for (int i = 0; i < copies; i++) {
        send(payload);
      }
      copies = 1;
    }
    schedule(behaviour.pause(now));
  }

  private void send(byte[] payload) {
    if (!connection.connected()) {
      counts.missed().increment();
      return;
    }
    counts.sent().increment();
    connection
        .publish(payload)
        .whenComplete(
            (done, failure) ->
                (failure == null ? counts.acknowledged() : counts.failed()).increment());
  }
}
