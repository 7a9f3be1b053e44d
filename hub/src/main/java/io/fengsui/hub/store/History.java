package io.fengsui.hub.store;

import io.fengsui.hub.Phases;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.LaneThreads;
import io.fengsui.hub.store.Intake.Refused;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The history as a whole: its store, and what carries each lane into it. */
public final class History implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(History.class);
  private static final Duration LAST_BATCH = Duration.ofSeconds(8);

  private final Bus bus;
  private final Optional<HistoryStore> store;
  private final List<HistoryWriter> writers = new ArrayList<>();
  private volatile Map<HistoryWriter, Thread> threads = Map.of();
  private volatile boolean running;

  /**
   * @param store empty when no history is wanted
   */
  History(
      Bus bus, Optional<HistoryStore> store, HistoryProperties settings, MeterRegistry registry) {
    this.bus = bus;
    this.store = store;
    for (Lane lane : store.isPresent() ? Lane.values() : new Lane[0]) {
      var meters = WriterMeters.of(registry, lane);
      var writer = new HistoryWriter(lane, bus, store.get(), settings.commitEvery(), meters);
      writers.add(writer);
      Gauge.builder("fengsui.history.lag", writer::lag)
          .description("Records of the lane that are not in the history yet")
          .tag("lane", lane.key())
          .register(registry);
    }
  }

  /** Where readings are kept; empty when no history is wanted. */
  public Optional<HistoryStore> store() {
    return store;
  }

  /** How each lane is doing. */
  public List<LaneProgress> progress() {
    return writers.stream()
        .map(
            writer ->
                new LaneProgress(
                    writer.lane(),
                    writer.lag(),
                    writer.trouble(),
                    writer.refusals().count(),
                    writer.refusals().newest()))
        .toList();
  }

  /**
   * One lane.
   *
   * @param lag records that are not in the history yet
   * @param trouble why it does not move; empty while it does
   * @param refused readings since the start that the store will never take
   * @param newest of them
   */
  public record LaneProgress(
      Lane lane, long lag, String trouble, long refused, List<Refused> newest) {}

  @Override
  public synchronized void start() {
    running = true;
    if (store.isEmpty()) {
      forgetGroup();
    }
    Map<HistoryWriter, Thread> started = new LinkedHashMap<>();
    for (HistoryWriter writer : writers) {
      Thread thread = LaneThreads.bulk("history-" + writer.lane().key(), writer);
      thread.start();
      started.put(writer, thread);
    }
    threads = started;
  }

  /** A history that is not wanted any more keeps nothing from being deleted. */
  private void forgetGroup() {
    for (Lane lane : Lane.values()) {
      try {
        if (bus.status(lane).groups().stream()
            .anyMatch(group -> group.name().equals(HistoryWriter.GROUP))) {
          bus.drop(lane, HistoryWriter.GROUP);
        }
      } catch (IOException e) {
        log.atWarn()
            .addKeyValue("lane", lane.key())
            .setCause(e)
            .log(
                "the group of the history could not be forgotten; it holds up the bus's retention");
      }
    }
  }

  @Override
  public synchronized void stop() {
    writers.forEach(HistoryWriter::stop);
    try {
      for (Thread thread : threads.values()) {
        if (!thread.join(LAST_BATCH)) {
          thread.interrupt(); // it waits for its store: the next start goes on
          thread.join(LAST_BATCH);
        }
      }
    } catch (InterruptedException e) {
      log.info("interrupted while the history stopped; the next start goes on");
      Thread.currentThread().interrupt();
    }
    threads = Map.of();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.HISTORY;
  }
}
