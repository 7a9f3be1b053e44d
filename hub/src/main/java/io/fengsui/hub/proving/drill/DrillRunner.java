package io.fengsui.hub.proving.drill;

import io.fengsui.hub.Phases;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The thread of the daily drills. */
@Component
class DrillRunner implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DrillRunner.class);
  private static final Duration PACE = Duration.ofSeconds(2);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Drills drills;
  private volatile boolean running;
  private @Nullable Thread thread;
  private String lastTrouble = "";

  DrillRunner(Drills drills) {
    this.drills = drills;
  }

  @EventListener
  synchronized void ready(ApplicationReadyEvent ready) {
    if (running && thread == null) {
      thread = Thread.ofVirtual().name("drills").start(this::run);
    }
  }

  private void run() {
    boolean begun = false;
    try {
      while (running) {
        begun = turn(begun);
        Thread.sleep(PACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped; what was under way is ended at the next start
    }
  }

  private boolean turn(boolean begun) throws InterruptedException {
    try {
      if (!begun) {
        drills.begin();
      }
      drills.look();
      lastTrouble = "";
      return true;
    } catch (RuntimeException e) {
      if (!e.toString().equals(lastTrouble)) {
        lastTrouble = e.toString();
        log.atWarn().setCause(e).log("drills could not be run; trying again");
      }
      return begun;
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public synchronized void stop() {
    running = false;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(STOP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Phases.SUPERVISION;
  }
}
