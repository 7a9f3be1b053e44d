package io.fengsui.simulator.street;

import io.fengsui.simulator.scenario.Post;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One device that reports by itself. All methods run on the street's thread. */
final class SimulatedDevice {
  private final Post post;
  private final Voice voice;
  private final Behaviour behaviour;
  private final Counts counts;
  private final InstantSource clock;
  private final ScheduledExecutorService thread;
  private @Nullable ScheduledFuture<?> next;
  private int copies = 1;
  private long silentUntil = Long.MIN_VALUE;

  SimulatedDevice(
      Post post,
      Voice voice,
      Behaviour behaviour,
      Counts counts,
      InstantSource clock,
      ScheduledExecutorService thread) {
    this.post = post;
    this.voice = voice;
    this.behaviour = behaviour;
    this.counts = counts;
    this.clock = clock;
    this.thread = thread;
  }

  Post post() {
    return post;
  }

  Voice voice() {
    return voice;
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

  /** Makes the next report several times over. */
  void repeatNext(int times) {
    copies = times;
    reportNow();
  }

  /** Says nothing until then. */
  void silence(long until) {
    silentUntil = until;
  }

  /** Says what no hub should take for a reading. */
  void talkNonsense() {
    send(voice::babble);
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
      Map<String, Object> values = behaviour.values(now);
      long at = clock.millis();
      for (int i = 0; i < copies; i++) {
        send(() -> voice.report(values, at));
      }
      copies = 1;
    }
    schedule(behaviour.pause(now));
  }

  private void send(Supplier<CompletableFuture<Void>> saying) {
    if (!voice.connected()) {
      counts.missed().increment();
      return;
    }
    counts.sent().increment();
    saying
        .get()
        .whenComplete(
            (done, failure) ->
                (failure == null ? counts.acknowledged() : counts.failed()).increment());
  }
}
