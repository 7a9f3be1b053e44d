package io.fengsui.hub.ledger;

import io.fengsui.hub.Phases;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Takes losses from the queue, folds them, and writes them and the counts once a second: a killed
 * hub loses at most two seconds of both. While the database is away it goes on counting and
 * folding; rows that find no room then are dropped and counted.
 */
public final class LossWriter implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LossWriter.class);
  private static final long PATIENCE_MILLIS = 250;
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Losses losses;
  private final LossTable table;
  private final Trimming trimming;
  private final InstantSource clock;
  private final ReentrantLock turn = new ReentrantLock();
  private final Thread thread =
      Thread.ofPlatform().name("loss-writer").daemon().unstarted(this::run);
  private Folding folding;
  private long nextWrite = System.nanoTime();
  private boolean troubled;
  private volatile int unwritten;
  private volatile boolean stopping;
  private volatile boolean running;

  LossWriter(
      Losses losses,
      LossTable table,
      LedgerProperties settings,
      InstantSource clock,
      MeterRegistry meters) {
    this.losses = losses;
    this.table = table;
    this.trimming = new Trimming(table, settings, clock, meters);
    this.clock = clock;
    this.folding = new Folding(1, clock.instant());
    Gauge.builder("fengsui.ledger.unwritten", this, writer -> writer.unwritten)
        .description("Rows that wait for the database")
        .register(meters);
  }

  /** Goes on where the last run ended. */
  @Override
  public void start() {
    losses.counts().load(table.counts());
    folding = new Folding(trimming.begin() + 1, clock.instant());
    begin();
  }

  /** Begins without having looked into the database. */
  void begin() {
    running = true;
    thread.start();
  }

  /** Writes what is left. */
  @Override
  public void stop() {
    stopping = true;
    try {
      if (!thread.join(STOP)) {
        log.atWarn().log("the latest losses are not in the ledger yet at the stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.LEDGER;
  }

  /** Writes what waits, and folds nothing more into these rows. Waits for the database. */
  void close(Collection<Long> ids) {
    turn.lock();
    try {
      write();
      folding.close(ids);
    } finally {
      turn.unlock();
    }
  }

  private void run() {
    List<Loss> taken = new ArrayList<>();
    try {
      boolean last;
      do {
        last = stopping;
        losses.take(taken, PATIENCE_MILLIS);
        turn.lock();
        try {
          taken.forEach(this::fold);
          if (last || System.nanoTime() - nextWrite >= 0) {
            tryToWrite();
          }
          unwritten = folding.unwritten().size();
        } finally {
          turn.unlock();
        }
        taken.clear();
      } while (!last);
    } catch (InterruptedException e) {
      log.atWarn().log("interrupted; what was lost from now on is only counted");
    }
  }

  private void fold(Loss loss) {
    if (!folding.add(loss)) {
      losses.drop(1);
    }
  }

  private void tryToWrite() {
    Duration pause = PERIOD;
    try {
      write();
      trimming.turn();
      if (troubled) {
        troubled = false;
        log.atInfo().log("the loss ledger is written again");
      }
    } catch (DataAccessException | TransactionException e) {
      pause = RETRY;
      if (!troubled) {
        troubled = true;
        log.atWarn().setCause(e).log("the loss ledger cannot be written now; losses are counted");
      }
    }
    nextWrite = System.nanoTime() + pause.toNanos();
  }

  private void write() {
    List<LossCount> counts = losses.counts().takeUnsaved();
    List<OpenRow> rows = List.copyOf(folding.unwritten());
    if (counts.isEmpty() && rows.isEmpty()) {
      return;
    }
    boolean written = false;
    try {
      table.write(counts, rows);
      written = true;
    } finally {
      if (!written) {
        losses.counts().again(counts);
      }
    }
    folding.written(rows);
    trimming.wrote(rows.size());
  }
}
