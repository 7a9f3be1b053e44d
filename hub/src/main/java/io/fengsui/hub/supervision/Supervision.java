package io.fengsui.hub.supervision;

import io.fengsui.hub.Phases;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.device.DeviceHealth;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.Hearing;
import io.fengsui.hub.event.EventChanged;
import io.fengsui.hub.event.EventJournal;
import io.fengsui.hub.event.EventLog;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.HubAlarms;
import io.fengsui.hub.link.LinkSupervisor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The threads of supervision: one finds silences and never waits for the database, one writes the
 * book and raises what the hub itself finds. They begin when every device could have reported.
 */
@Component
public class Supervision implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Supervision.class);
  private static final Duration BOOK = Duration.ofSeconds(1);
  private static final int PURGE_EVERY = 3600;
  private static final int UNFOLD_EVERY = 5;

  /** A hub that starts for the first time was not down before; its lanes begin with the epoch. */
  private static final Instant NEVER_RAN = Instant.EPOCH.plusSeconds(1);

  private final SupervisionSettings settings;
  private final Hearing hearing;
  private final EventJournal journal;
  private final LinkSupervisor links;
  private final BlindBook book;
  private final SilenceWatch silences;
  private final LinkWatch linkWatch;
  private final Unfolding unfolding;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;
  private @Nullable String lastTrouble;

  Supervision(
      SupervisionSettings settings,
      DeviceRegistry registry,
      DeviceHealth health,
      Hearing hearing,
      EventJournal journal,
      EventLog events,
      HubAlarms alarms,
      LinkSupervisor links,
      BlindBook book,
      ReportingTimes times,
      MeterRegistry meters) {
    this.settings = settings;
    this.hearing = hearing;
    this.journal = journal;
    this.links = links;
    this.book = book;
    this.silences = new SilenceWatch(registry, health, hearing, book, times);
    this.linkWatch = new LinkWatch(registry, alarms, book, settings.linkGrace());
    this.unfolding = new Unfolding(events, alarms, registry);
    health.onAbsence(this::absent);
    Gauge.builder("fengsui.supervision.silent", silences::silent)
        .description("devices that are silent")
        .register(meters);
  }

  @EventListener
  void changed(EventChanged changed) {
    silences.changed(changed);
  }

  /** The links are open now: from here on silence means something. */
  @EventListener
  synchronized void ready(ApplicationReadyEvent ready) {
    if (running && threads.isEmpty()) {
      threads.add(Thread.ofPlatform().name("supervision").daemon().start(this::find));
      threads.add(Thread.ofVirtual().name("supervision-book").start(this::keepBook));
    }
  }

  private void absent(DeviceHealth.Absence absence) {
    if (absence.lane() == Lane.LIFE_SAFETY && absence.from().isAfter(NEVER_RAN)) {
      book.absent(absence.from(), absence.to());
    }
  }

  private void find() {
    try {
      List<GovernanceEvent> active = new ArrayList<>();
      for (Lane lane : Lane.values()) {
        active.addAll(journal.active(lane));
      }
      silences.begin(book.open(), active);
      while (running) {
        sweep();
        Thread.sleep(settings.sweep());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
  }

  private void sweep() {
    try {
      silences.sweep();
    } catch (RuntimeException e) {
      log.error("a sweep of supervision failed; the next one follows", e);
    }
  }

  private void keepBook() {
    try {
      for (int turn = 0; running; turn++) {
        Thread.sleep(BOOK);
        turn(turn);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
  }

  private void turn(int turn) throws InterruptedException {
    try {
      Instant now = hearing.now(Lane.LIFE_SAFETY);
      if (links.isRunning()) {
        linkWatch.look(links.statuses(), now);
      }
      silences.settle();
      book.write();
      if (turn % UNFOLD_EVERY == 0) {
        unfolding.unfold(now);
      }
      if (turn % PURGE_EVERY == 0) {
        book.purge(now.minus(settings.keepBlind()));
      }
      lastTrouble = null;
    } catch (DataAccessException | TransactionException e) {
      if (!e.toString().equals(lastTrouble)) {
        lastTrouble = e.toString();
        log.atWarn().setCause(e).log("supervision waits for the database");
      }
    } catch (RuntimeException e) {
      log.error("a turn of supervision failed; the next one follows", e);
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public synchronized void stop() {
    running = false;
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.clear();
    book.write();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops before the links do: that they end then is no fault. */
  @Override
  public int getPhase() {
    return Phases.SUPERVISION;
  }
}
