package io.fengsui.hub.dispatch;

import io.fengsui.hub.Phases;
import io.fengsui.hub.event.DatabasePatience;
import io.fengsui.hub.event.EventChanged;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs one worker per channel. */
@Component
class Outbox implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int TURN = 256;
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final List<OutboxWorker> workers;
  private final Map<OutboxWorker, Thread> threads = new LinkedHashMap<>();

  Outbox(
      List<Channel> channels,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      DatabasePatience patience,
      Clock clock,
      MeterRegistry meters) {
    var transaction = new TransactionTemplate(transactions);
    var backOff = new BackOff(() -> ThreadLocalRandom.current().nextLong());
    this.workers =
        channels.stream()
            .map(
                channel ->
                    new OutboxWorker(
                        channel,
                        new OutboxRows(jdbc, channel.name()),
                        transaction,
                        patience,
                        backOff,
                        clock,
                        new OutboxMeters(meters, channel.name(), clock),
                        TURN))
            .toList();
  }

  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void on(EventChanged committed) {
    workers.forEach(OutboxWorker::wake);
  }

  @Override
  public synchronized void start() {
    for (OutboxWorker worker : workers) {
      threads.put(worker, Thread.ofVirtual().name("outbox").start(worker));
    }
  }

  /**
   * Delivers what is due, for a few seconds at most; the rest is in the outbox for the next start.
   */
  @Override
  public synchronized void stop() {
    workers.forEach(OutboxWorker::drain);
    try {
      for (Thread thread : threads.values()) {
        if (!thread.join(DRAIN)) {
          thread.interrupt();
          thread.join(DRAIN);
        }
      }
    } catch (InterruptedException e) {
      log.info("interrupted while the outbox drained; the rest is delivered after the next start");
      Thread.currentThread().interrupt();
    }
    threads.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !threads.isEmpty();
  }

  @Override
  public int getPhase() {
    return Phases.DISPATCH;
  }
}
