package io.fengsui.hub.proving;

import io.fengsui.hub.Phases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The thread of what is due in proving: ends of tests, overdue bypasses, what counts again. */
@Component
class Proving implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Proving.class);
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final WalkTests walks;
  private final OverdueWatch overdue;
  private final Release release;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;
  private volatile String lastTrouble = "";

  private interface Turn {
    void take() throws InterruptedException;
  }

  Proving(WalkTests walks, OverdueWatch overdue, Release release) {
    this.walks = walks;
    this.overdue = overdue;
    this.release = release;
  }

  @EventListener
  synchronized void ready(ApplicationReadyEvent ready) {
    if (running && threads.isEmpty()) {
      threads.add(start("proving", List.of(walks::look, overdue::look, release::look)));
    }
  }

  private Thread start(String name, List<Turn> turns) {
    return Thread.ofVirtual().name(name).start(() -> run(turns));
  }

  private void run(List<Turn> turns) {
    try {
      while (running) {
        for (Turn turn : turns) {
          turn(turn);
        }
        Thread.sleep(PACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopped
    }
  }

  private void turn(Turn turn) throws InterruptedException {
    try {
      turn.take();
      lastTrouble = "";
    } catch (RuntimeException e) {
      if (!e.toString().equals(lastTrouble)) {
        lastTrouble = e.toString();
        log.atWarn().setCause(e).log("tests and bypasses could not be looked after; trying again");
      }
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
        thread.join(STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.clear();
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
