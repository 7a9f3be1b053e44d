package io.fengsui.hub.database;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the hub's own server on a thread of its own, and starts it again when it is gone: at
 * once, then with pauses of 1 s up to 30 s while it does not start. One warning when it is gone,
 * one line when it is back.
 */
final class ServerWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ServerWatch.class);
  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Look look;
  private final Launch launch;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread =
      Thread.ofPlatform().name("database-watch").daemon().unstarted(this::run);
  private String trouble = "";

  /** Tells whether the server runs. */
  @FunctionalInterface
  interface Look {
    boolean runs() throws IOException;
  }

  /** Starts the server. */
  @FunctionalInterface
  interface Launch {
    void start() throws IOException, InterruptedException;
  }

  ServerWatch(Look look, Launch launch) {
    this.look = look;
    this.launch = launch;
  }

  void begin() {
    thread.start();
  }

  /** Ends it; afterwards nobody starts the server any more. */
  @Override
  public void close() {
    ended.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration pause = PERIOD;
    Duration next = SHORTEST;
    try {
      while (!ended.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        if (serves()) {
          pause = PERIOD;
          next = SHORTEST;
        } else {
          pause = next;
          Duration doubled = next.multipliedBy(2);
          next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it runs, perhaps because it was started again just now. */
  private boolean serves() throws InterruptedException {
    try {
      if (look.runs()) {
        return true;
      }
      tell("it has ended");
      launch.start();
      log.atInfo().log("the database server runs again");
      trouble = "";
      return true;
    } catch (IOException | DatabaseRefusedException e) {
      tell(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void tell(String reason) {
    if (!reason.equals(trouble)) {
      trouble = reason;
      log.atWarn()
          .addKeyValue("reason", reason)
          .log("the database server is gone; it is started again");
    }
  }
}
